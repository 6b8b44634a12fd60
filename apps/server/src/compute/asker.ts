/** Who asks, and how urgently. */
export interface Asker {
  /** Whose share of the device it is: clients have equal ones among equally urgent computations. */
  readonly client: string;
  /** Higher runs sooner; 0 is usual. */
  readonly priority: number;
}

/** Something that the server itself wants. */
export const SERVER: Asker = { client: 'the server', priority: 0 };
/** How urgent is what is asked ahead: everything that somebody waits for goes first. */
export const BACKGROUND = -4;
