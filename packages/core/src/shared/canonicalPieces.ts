import { type Canonical, canonicalJson } from "./canonicalJson.ts"

/** A list as long as a field, of which each row is written only when it is its turn. */
export class Rows {
  /** The rows in canonical JSON. */
  readonly each: Iterable<string>

  private constructor(each: Iterable<string>) {
    this.each = each
  }

  /** The rows of a list, each as the function shows it. */
  static of<Row>(list: Iterable<Row>, show: (row: Row) => Canonical): Rows {
    return Rows.written(list, (row) => canonicalJson(show(row)))
  }

  /** The rows of a list, each as the function writes it, which has to be as `canonicalJson` would: for a million of them. */
  static written<Row>(list: Iterable<Row>, write: (row: Row) => string): Rows {
    return new Rows({
      *[Symbol.iterator]() {
        for (const row of list) yield write(row)
      }
    })
  }
}

/** What canonical JSON can hold, with long lists in it that are not written yet. */
export type CanonicalTree = Canonical | Rows | { readonly [key: string]: CanonicalTree | undefined }

/**
 * Rows are written so many at a time: enough to cost nothing each, and few enough for the piece to stay among what is
 * young and small. Pieces of a thousand rows take twice the time.
 */
export const rowsAPiece = 200

/**
 * Canonical JSON in pieces: put together they are what `canonicalJson` gives of the whole, however large that is. A text may
 * have 512 MB at most, and the canonical form of a plan for a million people has more.
 */
export function* canonicalPieces(tree: CanonicalTree): Generator<string, void, undefined> {
  if (tree instanceof Rows) yield* piecesOf(tree)
  else if (isTree(tree)) {
    let before = "{"
    for (const key of Object.keys(tree).sort()) {
      const field = tree[key]
      if (field === undefined) continue
      yield `${before}${JSON.stringify(key)}:`
      yield* canonicalPieces(field)
      before = ","
    }
    yield before === "{" ? "{}" : "}"
  } else yield canonicalJson(tree)
}

function* piecesOf({ each }: Rows): Generator<string, void, undefined> {
  let before = "["
  let rows: Array<string> = []
  for (const row of each) {
    // Before the first row and not before the piece, of which the engine would make a second copy.
    rows.push(rows.length === 0 ? before + row : row)
    if (rows.length < rowsAPiece) continue
    yield rows.join(",")
    before = ","
    rows = []
  }
  if (rows.length > 0) yield rows.join(",")
  yield before === "[" && rows.length === 0 ? "[]" : "]"
}

/** Whether there may be rows in it: an object that is no list. What holds none is written at once. */
const isTree = (tree: Exclude<CanonicalTree, Rows>): tree is { readonly [key: string]: CanonicalTree | undefined } =>
  typeof tree === "object" && tree !== null && !Array.isArray(tree) && Object.values(tree).some(isOrHoldsRows)

const isOrHoldsRows = (field: CanonicalTree | undefined): boolean =>
  field instanceof Rows || (field !== undefined && isTree(field))
