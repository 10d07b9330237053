/** A row of a batch of activities: which key, at which revision, with how much. The key says whose it is. */
export type Row = {
  readonly person: string
  readonly key: string
  readonly revision: number
  readonly quantity: number
  readonly void: boolean
}

/** What callers ask of one challenge in a concurrent history. */
export type ContestCommand =
  | { readonly _tag: "Join"; readonly people: ReadonlyArray<string> }
  | { readonly _tag: "Record"; readonly rows: ReadonlyArray<Row> }
  | { readonly _tag: "Review"; readonly key: string; readonly verdict: "Released" | "Rejected" }
  | { readonly _tag: "Amend"; readonly person: string; readonly status: "Active" | "Disqualified" }
  | { readonly _tag: "Freeze" }
  | { readonly _tag: "Unfreeze" }
  | { readonly _tag: "Board"; readonly view: "Public" | "Organiser" }
  | { readonly _tag: "Explain"; readonly person: string }
  | { readonly _tag: "Pool" }

/** What is told of an activity of somebody whose score is explained. */
export type Told = {
  readonly key: string
  readonly revision: number
  readonly counts: boolean
}

/** What they are answered, as plain data. */
export type ContestAnswer =
  | { readonly _tag: "Done" }
  /** One for each person or row, in the order given. */
  | { readonly _tag: "Outcomes"; readonly outcomes: ReadonlyArray<string> }
  /** The quantity of the activity that was reviewed; `null` when there was none. */
  | { readonly _tag: "Reviewed"; readonly quantity: number | null }
  /** Lines of rank, person and score. */
  | { readonly _tag: "Board"; readonly lines: ReadonlyArray<string> }
  | { readonly _tag: "Explained"; readonly score: number; readonly activities: ReadonlyArray<Told> }
  | { readonly _tag: "Pool"; readonly minorUnits: number }
  | { readonly _tag: "Refused"; readonly tag: string }
