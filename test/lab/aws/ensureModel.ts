import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce, type Report } from '../code/installOnce';
import { runCommand } from '../servers/runCommand';
import { ensureMoto } from './ensureMoto';
import type { ServiceModel } from './serviceModel';

/** The last release of the JavaScript SDK that carries the models of the services as JSON. */
const version = '2.1693.0';
const file = 'elasticache-2015-02-02.min.json';

/**
 * AWS's own description of the ElastiCache API: every operation with its parameters and members. `newest` is that of the
 * Python SDK that comes with moto, with the faults of each operation and the values of each enumeration; it knows
 * operations and members that the JavaScript client lacks. `frozen` is that of npm's aws-sdk 2 (12 MB to fetch, seconds),
 * whose operations are those of the client.
 * @throws Error if it cannot be fetched
 */
export async function ensureModel(
  edition: 'newest' | 'frozen',
  report: Report = () => undefined,
): Promise<ServiceModel> {
  return await read(edition === 'newest' ? (await ensureMoto(report)).model : await frozenModel(report));
}

/** That of CloudWatch, of the same Python SDK. @throws Error if it cannot be fetched */
export async function ensureCloudWatchModel(report: Report = () => undefined): Promise<ServiceModel> {
  const { model } = await ensureMoto(report);
  return await read(model.replace('elasticache/2015-02-02', 'cloudwatch/2010-08-01'), 30);
}

async function frozenModel(report: Report): Promise<string> {
  const folder = await installOnce(
    `aws-model-${version}`,
    async (scratch) => {
      report(`the model of ElastiCache from npm's aws-sdk ${version}`);
      await runCommand('npm', ['pack', `aws-sdk@${version}`, '--silent', `--pack-destination=${scratch}`], {
        cwd: scratch,
      });
      const archive = join(scratch, `aws-sdk-${version}.tgz`);
      await runCommand('tar', [
        'xzf',
        archive,
        '-C',
        scratch,
        '--strip-components=2',
        `package/apis/${file}`,
      ]);
      await rm(archive);
      await read(join(scratch, file));
    },
    report,
  );
  return join(folder, file);
}

async function read(path: string, least = 70): Promise<ServiceModel> {
  const model = JSON.parse(await readFile(path, 'utf8')) as ServiceModel;
  if (Object.keys(model.operations).length < least) throw new Error(`the model in ${path} lacks operations`);
  return model;
}
