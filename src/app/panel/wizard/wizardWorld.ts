import type { PageMessage } from '../../../bridge/messages';
import type { WizardIntent } from '../../../bridge/wizardMessages';
import type { WizardShown } from '../../../bridge/wizardView';
import type { Endpoint } from '../../../core/model/endpoint';
import type { Migrations } from '../../desk/migrations';
import type { Profiles } from '../../desk/profiles';
import type { RunHistory } from '../../desk/runHistory';
import type { Runs } from '../../desk/runs';
import type { GateWork } from './gateWatch';
import type { KeptFindings } from './keptFindings';
import type { CheckWork } from './pairCheck';
import type { ProvingWork } from './proving';
import type { WizardState } from './wizardState';

/** What the check asks for that stands in the page. */
export type CheckErrand = Extract<PageMessage, { readonly type: 'text.copy' | 'setting.use' }>;

/** The requests of a page that ask the user something, or show something elsewhere in the editor. */
export type WizardErrand =
  | CheckErrand
  | Extract<
      WizardIntent,
      {
        readonly type:
          | 'end.choose'
          | 'endpoint.edit'
          | 'tunnel.setUp'
          | 'check.open'
          | 'copy.change'
          | 'copy.rehearse'
          | 'run.start'
          | 'run.resume'
          | 'run.report'
          | 'snippet.copy'
          | 'wayBack.begin'
          | 'report.save'
          | 'log.show';
      }
    >;

/** What a session works with. */
export interface WizardWorld extends CheckWork, ProvingWork, GateWork {
  /** The migration's. */
  readonly id: string;
  readonly migrations: Migrations;
  readonly find: (endpointId: string) => Endpoint | undefined;
  readonly profiles: Pick<Profiles, 'state' | 'put' | 'ensure' | 'onDidChange'>;
  readonly runs: Pick<Runs, 'find' | 'pause' | 'cancel' | 'setPace' | 'onDidChange'>;
  readonly history: Pick<RunHistory, 'of' | 'latenciesOf' | 'detailOf'>;
  readonly kept: KeptFindings;
  readonly hideKeyNames: () => boolean;
  readonly post: (message: WizardShown) => void;
  readonly run: (errand: WizardErrand, state: WizardState) => Promise<void>;
}
