import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { cursorOf, type Page } from './page.js';

@ObjectType({ description: 'Where a page stands in its list.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'True when there are entries behind this page.' })
  readonly hasNextPage: boolean;
  @Field(() => Boolean, { description: 'True when there are entries before this page.' })
  readonly hasPreviousPage: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the first entry; null when the page is empty.' })
  readonly startCursor: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last entry, to be passed as `after`; null when the page is empty.',
  })
  readonly endCursor: string | null;

  constructor({ start, end }: Page, total: number) {
    this.hasNextPage = end < total;
    this.hasPreviousPage = start > 0;
    this.startCursor = end > start ? cursorOf(start) : null;
    this.endCursor = end > start ? cursorOf(end - 1) : null;
  }
}

export interface Edge<Item> {
  readonly cursor: string;
  readonly node: Item;
}

export interface Connection<Item> {
  readonly edges: readonly Edge<Item>[];
  readonly nodes: readonly Item[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

/** The connection type of Relay over one type of nodes, called `<Name>Connection`, with its `<Name>Edge`. */
export function connectionType<Item extends object>(
  name: string,
  node: () => ClassType<Item>,
  things: string,
): ClassType<Connection<Item>, [Page, number, readonly Item[]]> {
  @ObjectType(`${name}Edge`, { description: `One of the ${things} of a page, with its cursor.`, simpleResolvers: true })
  class NamedEdge implements Edge<Item> {
    @Field(() => String, { description: 'Opaque; pass it as `after` for what comes behind this entry.' })
    readonly cursor: string;
    @Field(node, { description: 'The entry itself.' })
    readonly node: Item;
    constructor(cursor: string, item: Item) {
      this.cursor = cursor;
      this.node = item;
    }
  }

  @ObjectType(`${name}Connection`, {
    description: `A page of ${things}, as Relay defines connections.`,
    simpleResolvers: true,
  })
  class NamedConnection implements Connection<Item> {
    @Field(() => [NamedEdge], { description: 'The entries of this page with their cursors.' })
    readonly edges: NamedEdge[];
    @Field(() => [node()], { description: 'The entries of this page.' })
    readonly nodes: Item[];
    @Field(() => PageInfo, { description: 'Where this page stands in the whole list.' })
    readonly pageInfo: PageInfo;
    @Field(() => Int, { description: `Number of ${things} in the whole list.` })
    readonly totalCount: number;

    constructor(page: Page, total: number, items: readonly Item[]) {
      this.nodes = [...items];
      this.edges = items.map((item, index) => new NamedEdge(cursorOf(page.start + index), item));
      this.pageInfo = new PageInfo(page, total);
      this.totalCount = total;
    }
  }
  return NamedConnection as unknown as ClassType<Connection<Item>, [Page, number, readonly Item[]]>;
}
