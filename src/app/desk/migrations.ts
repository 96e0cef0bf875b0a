import { MIGRATION_VERSION, readMigration } from '../../core/model/migration';
import type { Migration } from '../../core/model/migration';
import type { Clock } from '../../core/ports';
import { STORED } from '../ids';
import type { CopyChoice } from './copyChoice';
import { readKeptChoice } from './keptChoice';
import type { Memory } from './memory';
import { Signal } from './signal';

/** A migration with what a copy of ours takes. */
export type KeptMigration = Migration<CopyChoice>;

/** What of a migration can be changed. */
export type MigrationChange = Partial<Omit<KeptMigration, 'version' | 'id' | 'createdAt' | 'changedAt'>>;

/** The two ends of a migration; null for one that is not chosen yet. */
export type MigrationEnds = Pick<KeptMigration, 'sourceId' | 'targetId'>;

/** The migrations that a person works on, kept between windows. What another version wrote is left as it is. */
export class Migrations {
  private readonly changed = new Signal<undefined>();

  constructor(
    private readonly memory: Memory,
    private readonly clock: Clock,
  ) {}

  /** Newest first. Read afresh each time: another window may have changed them. */
  list(): readonly KeptMigration[] {
    return this.stored()
      .flatMap((value) => {
        const read = readMigration(value, readKeptChoice);
        return read.kind === 'migration' ? [read.migration] : [];
      })
      .sort((one, other) => other.changedAt - one.changedAt);
  }

  find(id: string): KeptMigration | undefined {
    return this.list().find((migration) => migration.id === id);
  }

  /** The one that a run belongs to. */
  ofRun(runId: string): KeptMigration | undefined {
    return this.list().find((migration) => migration.runId === runId);
  }

  /** Whether something is kept under that id that this version cannot read. */
  isStrange(id: string): boolean {
    return this.stored().some((value) => idOf(value) === id) && this.find(id) === undefined;
  }

  /** How many are kept that this version cannot read. */
  strangers(): number {
    return this.stored().length - this.list().length;
  }

  /** Begins one. */
  async create(
    id: string,
    ends: MigrationEnds,
    choice: CopyChoice,
    change: MigrationChange = {},
  ): Promise<KeptMigration> {
    const now = this.clock.now();
    const migration: KeptMigration = {
      version: MIGRATION_VERSION,
      id,
      ...ends,
      step: 'ends',
      route: null,
      choice,
      runId: null,
      rehearsalId: null,
      proof: null,
      createdAt: now,
      changedAt: now,
      ...change,
    };
    await this.write([...this.stored(), migration]);
    return migration;
  }

  /** Changes one; nothing happens when it is gone. The change can be read as soon as this returns its promise. */
  async change(id: string, change: MigrationChange): Promise<void> {
    const before = this.find(id);
    if (before === undefined) return;
    const after = { ...before, ...change, changedAt: this.clock.now() };
    await this.write(this.stored().map((value) => (idOf(value) === id ? after : value)));
  }

  async remove(id: string): Promise<void> {
    await this.write(this.stored().filter((value) => idOf(value) !== id));
  }

  onDidChange(listener: () => void): { dispose: () => void } {
    return this.changed.listen(listener);
  }

  private stored(): readonly unknown[] {
    const stored = this.memory.get(STORED.migrations);
    return Array.isArray(stored) ? stored : [];
  }

  private async write(all: readonly unknown[]): Promise<void> {
    // The editor's memory gives what was written at once, and reaches the disk later.
    const written = this.memory.update(STORED.migrations, all);
    this.changed.fire(undefined);
    await written;
  }
}

function idOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : undefined;
}
