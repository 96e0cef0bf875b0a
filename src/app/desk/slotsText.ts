import { readSlotRanges } from '../../core/model/slotRanges';
import { t } from '../../core/model/t';

/** What is wrong with ranges of slots, as a sentence goes on after them; undefined when nothing is. */
export function slotsProblem(written: string): string | undefined {
  return readSlotRanges(written) === null
    ? t('is not ranges of slots from 0 to 16383, such as 0-5460,9000')
    : undefined;
}
