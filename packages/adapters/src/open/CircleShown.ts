import type { PlaceShown } from "./BoardShown.ts"

/** What a circle is to be: public, with room for 50, unless said otherwise. */
export interface CircleGiven {
  /** 1 to 100 characters. */
  readonly name: string
  readonly description?: string
  readonly visibility?: "public" | "private"
  /** 1 to 500. */
  readonly memberLimit?: number
}

/** Which page of a list of members or circles: the first with 20 unless said otherwise. */
export interface JoinedQuery {
  /** 1 to 500. */
  readonly limit?: number
  /** The last of the page before: its `joinedAt`, and its user or circle. */
  readonly after?: { readonly joinedAt: number; readonly id: string }
}

/** The board of a circle: its members ranked among themselves. */
export interface CircleBoardShown {
  /** Which state of the whole board this is. */
  readonly version: number
  /** How many are ranked on the whole board. */
  readonly count: number
  /** Of the score; empty where the metric has none. */
  readonly unit: string
  /** Ranks and places among the circle, and on the whole board. */
  readonly rows: ReadonlyArray<PlaceShown & { readonly overall: { readonly rank: number; readonly place: number } }>
}
