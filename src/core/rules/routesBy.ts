import type { Route } from '../model/route';

/** Routes on which this program writes each key. */
export const BY_COPY: readonly Route[] = ['copy', 'live-copy'];

/** The same from a server: its file is loaded into another one, and copied from there. */
export const WITH_COPY: readonly Route[] = [...BY_COPY, 'file-import'];

/** Routes on which the target loads an RDB stream or file as the source wrote it: one value that it cannot read ends the load. */
export const BY_RDB: readonly Route[] = ['online-migration', 'seed-from-rdb', 'snapshot-copy', 'file-import'];

/** Routes that carry a state of one moment: what is written afterwards is not in it. */
export const OF_ONE_MOMENT: readonly Route[] = ['copy', 'seed-from-rdb', 'snapshot-copy', 'file-import'];

/** Every route on which data goes from one server to another. */
export const MOVING: readonly Route[] = [...BY_COPY, ...BY_RDB];
