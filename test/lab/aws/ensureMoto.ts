import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce, type Report } from '../code/installOnce';
import { debianPackages } from '../servers/debianPackages';
import { runCommand, type LabCommand } from '../servers/runCommand';
import { architecture, unpackedProgram } from '../servers/unpackedServer';

/** A Python of its own with moto in it, and the environment that it needs. */
export interface Moto {
  readonly python: LabCommand;
  readonly env: NodeJS.ProcessEnv;
  /** The program to give to `python`. */
  readonly server: string;
  /** The file with AWS's model of ElastiCache, as the Python SDK has it. */
  readonly model: string;
}

/** moto itself, and what its server needs beside it. */
const packages = ['python3-moto', 'python3-flask', 'python3-flask-cors', 'python3-werkzeug'];
/** Debian's older ones lack replication groups. */
const known = /^5\.([2-9]|\d\d)\./;

/**
 * Debian's moto, an emulator of AWS by other people, unpacked into the lab's cache without root (37 MB to fetch, 220 MB
 * unpacked, seconds).
 * @throws Error where there is no apt-get, or when moto is not the one that the tests were written for.
 */
export async function ensureMoto(report: Report = () => undefined): Promise<Moto> {
  const arch = architecture();
  if (arch === undefined) throw new Error('moto needs x86-64 or arm64 Linux with apt-get');
  const at = async (root: string): Promise<Moto> => ({
    python: (await unpackedProgram(root, arch))('python3'),
    // Nothing of this process's own: no credentials, no proxy, no other Python's modules.
    env: { PATH: '/usr/bin:/bin', HOME: root, LC_ALL: 'C.UTF-8', TZ: 'UTC', PYTHONHOME: join(root, 'usr') },
    server: join(root, 'usr/bin/moto_server'),
    model: join(root, 'usr/lib/python3/dist-packages/botocore/data/elasticache/2015-02-02/service-2.json'),
  });
  const folder = await installOnce(
    `moto-5-${arch.debian}`,
    async (scratch) => {
      report('moto from Debian sid');
      const fetched = join(scratch, '.fetched');
      await mkdir(fetched);
      for (const deb of await debianPackages({ suites: ['sid'], packages }, arch, fetched)) {
        await runCommand('dpkg-deb', ['-x', deb, scratch]);
      }
      await rm(fetched, { recursive: true });
      const { python, env } = await at(scratch);
      // It also compiles the modules, so that the next start is quick.
      const said = await runCommand(
        python.file,
        [...python.args, '-c', 'import moto.server, moto.elasticache.urls; print(moto.__version__)'],
        { env },
      );
      if (!known.test(said))
        throw new Error(`Debian's moto is ${said.trim()}, which these tests do not know`);
    },
    report,
  );
  return await at(folder);
}
