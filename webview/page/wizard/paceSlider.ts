import type { WizardIntent } from '../../../src/bridge/wizardMessages';
import type { ShownPace } from '../../../src/bridge/wizardView';
import { make } from '../make';
import { t } from '../../../src/core/model/t';

/** A slider for how fast a run may go: by mouse, and by the arrow keys. It says in words where it stands. */
export function paceSlider(
  { stops, at, unblock }: ShownPace,
  send: (intent: WizardIntent) => void,
): HTMLElement[] {
  const text = (): string => stops[Number(slider.value)]?.text ?? '';
  const slider = make('input', {
    type: 'range',
    id: 'pace',
    min: '0',
    max: String(stops.length - 1),
    step: '1',
    value: String(at),
    'aria-describedby': 'pace-hint',
    ...(unblock === null ? {} : { disabled: true, title: unblock }),
  });
  const said = make('output', { for: 'pace', class: 'pace-text' });
  const say = (): void => {
    said.textContent = text();
    slider.setAttribute('aria-valuetext', text());
  };
  say();
  slider.addEventListener('input', say);
  slider.addEventListener('change', () => {
    const stop = stops[Number(slider.value)];
    if (stop !== undefined) send({ type: 'run.pace', keysPerSecond: stop.keysPerSecond });
  });
  return [
    make(
      'div',
      { class: 'pace' },
      make('label', { for: 'pace' }, t('Pace')),
      slider,
      said,
      make(
        'span',
        { class: 'quiet', id: 'pace-hint' },
        unblock ?? t('Slower is gentler to both servers. It counts at once.'),
      ),
    ),
  ];
}
