/** What the bars of one colour say: a figure for each label. */
export interface ChartSeries {
  /** `of the keys` */
  readonly name: string;
  /** 0 or more each; all series of a chart in one unit. */
  readonly values: readonly number[];
  /** The same in words, to stand at each bar. */
  readonly texts: readonly string[];
  /** How far each value may be off in either direction; null where it is exact, or that is not known. */
  readonly off: readonly number[] | null;
}

/** A chart, and the table that says the same to who does not see it. */
export interface ChartView {
  readonly id: string;
  readonly title: string;
  /** What it comes to, as a sentence or two. */
  readonly says: string;
  /** `lying` bars have names before them, `standing` ones an axis of sizes below. */
  readonly bars: 'lying' | 'standing';
  readonly labels: readonly string[];
  /** One or two. */
  readonly series: readonly ChartSeries[];
  readonly table: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly string[])[];
  };
}
