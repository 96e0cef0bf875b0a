/** A row of one of our trees, as plain data. */
export interface Node {
  /** Stable and unique: a path. The editor keeps expansion and selection by it. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** Markdown, escaped already. */
  readonly tooltip?: string;
  /** Present where the tooltip gets more when somebody looks at it: the tree asks for that by this. */
  readonly more?: string;
  /** A codicon's name. */
  readonly icon: string;
  /** The id of a theme colour for the icon. */
  readonly colour?: string;
  /** `noun.state`: menus are chosen by it. */
  readonly context: string;
  /** The id of the endpoint or run that commands on this row act on. */
  readonly subject: string;
  readonly expanded?: boolean;
  readonly children: readonly Node[];
  /** Present while what is beneath is not known: the tree asks for it by this when the row is opened. */
  readonly wanted?: string;
  /** Of a node of a cache: its connection string. */
  readonly copies?: string;
  /** Of a finding: where its report is. */
  readonly finding?: { readonly rule: string; readonly target: string | null };
  /** The command that a click carries out, with this row. */
  readonly command?: string;
}
