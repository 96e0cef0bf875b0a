import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CompositeAlarm, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { AwsFault } from './awsFault';
import { checkSignature, type KnownKeys } from './checkSignature';
import { readShape, writeShape } from './checkShape';
import { page } from './page';
import { inputShape, outputShape, type ServiceModel } from './serviceModel';

/** One value of one metric, as CloudWatch keeps it. */
export interface Datum {
  readonly region: string;
  readonly name: string;
  /** `CacheClusterId=orders-001` */
  readonly dimension: string;
  readonly at: Date;
  readonly value: number;
}

interface Query {
  readonly Id: string;
  readonly MetricStat: {
    readonly Period: number;
    readonly Stat: string;
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
    };
  };
}

/** What GetMetricData takes. */
export interface MetricInput {
  readonly MetricDataQueries: readonly Query[];
  readonly StartTime: Date;
  readonly EndTime: Date;
  readonly NextToken?: string;
}

/** What DescribeAlarms takes, as far as the fake obeys. */
export interface AlarmInput {
  readonly AlarmTypes?: readonly string[];
  readonly MaxRecords?: number;
  readonly NextToken?: string;
}

/** An alarm as the API shows it, and where it is. */
export type FakeAlarm = { readonly region: string } & (
  { readonly metric: MetricAlarm } | { readonly composite: CompositeAlarm }
);

const OPERATIONS = ['GetMetricData', 'DescribeAlarms'] as const;

/**
 * A CloudWatch on loopback that knows GetMetricData, of the namespace of ElastiCache, and DescribeAlarms, driven by AWS's own
 * model: what the model does not know is refused, and cannot be answered.
 */
export class FakeCloudWatch {
  readonly data: Datum[] = [];
  /** Every request that was understood. */
  readonly calls: { readonly region: string; readonly input: MetricInput }[] = [];
  readonly alarms: FakeAlarm[] = [];
  readonly alarmCalls: { readonly region: string; readonly input: AlarmInput }[] = [];
  readonly mistakes: string[] = [];
  readonly keys = new Map<string, KnownKeys>([['AKIDFAKE', { secret: 'fake-secret' }]]);
  /** What goes wrong from now on. */
  mood: 'well' | 'deny' | 'hang' | 'portal' | 'throttle' = 'well';
  /** Queries that are answered at once; the others are on the next page. */
  pageSize = 500;
  /** Requests that ended before they were answered. */
  abandoned = 0;
  readonly #model: ServiceModel;
  readonly #server = createServer((request, response) => {
    this.#serve(request, response).catch((error: unknown) => {
      this.mistakes.push(String(error));
      response.destroy();
    });
  });

  private constructor(model: ServiceModel) {
    this.#model = model;
  }

  static async start(model: ServiceModel): Promise<FakeCloudWatch> {
    const fake = new FakeCloudWatch(model);
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  reset(): void {
    for (const kept of [this.data, this.calls, this.alarms, this.alarmCalls, this.mistakes]) kept.length = 0;
    this.mood = 'well';
    this.pageSize = 500;
    this.abandoned = 0;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const send = (status: number, type: string, text: string): void => {
      response.writeHead(status, { 'content-type': type }).end(text);
    };
    try {
      const { method = '', url: path = '', headers } = request;
      const { region } = checkSignature({ method, path, headers, body }, 'monitoring', this.keys);
      const target = headers['x-amz-target'];
      const prefix = this.#model.metadata.targetPrefix ?? '';
      const action = OPERATIONS.find((one) => target === `${prefix}.${one}`);
      if (action === undefined || headers['content-type'] !== 'application/x-amz-json-1.0') {
        throw new AwsFault('UnknownOperationException', 400, `The fake does not know ${String(target)}`);
      }
      switch (this.mood) {
        case 'hang':
          response.on('close', () => (this.abandoned += 1));
          return;
        case 'portal':
          send(200, 'text/html', '<html><body>Room number</body></html>');
          return;
        case 'deny':
          throw new AwsFault(
            'AccessDenied',
            400,
            `User: arn:aws:iam::123456789012:user/tester is not authorized to perform: cloudwatch:${action} because no identity-based policy allows the cloudwatch:${action} action`,
          );
        case 'throttle':
          throw new AwsFault('Throttling', 400, 'Rate exceeded');
        case 'well':
          break;
      }
      const shape = inputShape(this.#model, action);
      const input = readShape(this.#model, shape, JSON.parse(body), action);
      const answer = this.#answer(action, region, input);
      const output = outputShape(this.#model, action);
      const written = writeShape(this.#model, output, answer, action);
      send(200, 'application/x-amz-json-1.0', JSON.stringify(written));
    } catch (error) {
      if (!(error instanceof AwsFault)) throw error;
      const text = JSON.stringify({
        __type: `com.amazonaws.cloudwatch#${error.code}`,
        message: error.message,
      });
      send(error.status, 'application/x-amz-json-1.0', text);
    }
  }

  #answer(action: (typeof OPERATIONS)[number], region: string, input: unknown): object {
    if (action === 'DescribeAlarms') {
      this.alarmCalls.push({ region, input: input as AlarmInput });
      return this.#describeAlarms(region, input as AlarmInput);
    }
    this.calls.push({ region, input: input as MetricInput });
    return this.#metricData(region, input as MetricInput);
  }

  /** Those of metrics only, unless the others are asked for. */
  #describeAlarms(region: string, input: AlarmInput): object {
    const { AlarmTypes: types = ['MetricAlarm'] } = input;
    const found = this.alarms.filter(
      (one) => one.region === region && types.includes('metric' in one ? 'MetricAlarm' : 'CompositeAlarm'),
    );
    const { items, next } = page(
      found,
      { ...input },
      {
        marker: 'NextToken',
        size: 'MaxRecords',
        lowest: 1,
        highest: 100,
        usual: Math.min(50, this.pageSize),
      },
    );
    return {
      MetricAlarms: items.flatMap((one) => ('metric' in one ? [one.metric] : [])),
      CompositeAlarms: items.flatMap((one) => ('composite' in one ? [one.composite] : [])),
      NextToken: next,
    };
  }

  #metricData(
    region: string,
    { MetricDataQueries: queries, StartTime, EndTime, NextToken }: MetricInput,
  ): object {
    if (queries.length > 500) throw AwsFault.invalid('A request takes 500 metrics');
    if (new Set(queries.map(({ Id }) => Id)).size < queries.length) throw AwsFault.invalid('Ids must differ');
    for (const { Id } of queries) if (!/^[a-z]\w*$/.test(Id)) throw AwsFault.invalid(`${Id} is no id`);
    const start = Number(NextToken ?? 0);
    const next = start + this.pageSize;
    return {
      MetricDataResults: queries.slice(start, next).map((query) => {
        const found = this.#values(region, query, StartTime, EndTime);
        return {
          Id: query.Id,
          Label: query.MetricStat.Metric.MetricName,
          Timestamps: found.map(({ at }) => at),
          Values: found.map(({ value }) => value),
          StatusCode: 'Complete',
        };
      }),
      Messages: [],
      NextToken: next < queries.length ? String(next) : undefined,
    };
  }

  /** By periods, which begin at whole multiples of themselves; those without a value are left out. */
  #values(region: string, query: Query, start: Date, end: Date): { at: Date; value: number }[] {
    const { Metric, Period, Stat } = query.MetricStat;
    if (Metric.Namespace !== 'AWS/ElastiCache') return [];
    const dimension = Metric.Dimensions.map(({ Name, Value }) => `${Name}=${Value}`).join();
    const periods = new Map<number, number[]>();
    for (const datum of this.data) {
      if (datum.region !== region || datum.name !== Metric.MetricName || datum.dimension !== dimension)
        continue;
      if (datum.at < start || datum.at >= end) continue;
      const period = Math.floor(datum.at.getTime() / (Period * 1000)) * Period * 1000;
      periods.set(period, [...(periods.get(period) ?? []), datum.value]);
    }
    return [...periods]
      .sort(([one], [other]) => one - other)
      .map(([at, values]) => ({
        at: new Date(at),
        value: Stat === 'Sum' ? values.reduce((sum, each) => sum + each, 0) : Math.max(...values),
      }));
  }
}
