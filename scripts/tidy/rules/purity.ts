import { forbid, places, type Rule } from "../Source.ts"

/** Time is an argument or the Clock of effect. */
export const noWallClock: Rule = forbid(
  places.inner,
  /\bDate\.now\b|\bnew Date\(\s*\)|\bnew Date\b(?!\s*\()/g,
  (found) => `${found} reads the wall clock`,
  "take the instant as an argument, or use DateTime.now in a use case"
)

/** Randomness is a seed. */
export const noRandomness: Rule = forbid(
  places.inner,
  /\bMath\.random\b/g,
  (found) => `${found} cannot be replayed`,
  "derive it from a seed, or ask the Ids port"
)

/** Speaking is for edges. */
export const noConsole: Rule = forbid(
  places.inner,
  /\bconsole\.\w+/g,
  (found) => `${found} writes outside the edges`,
  "return the value or the error; edges print"
)

/** The process belongs to edges. */
export const noProcess: Rule = forbid(
  places.inner,
  /(?<![.\w$])process\.\w+|\bglobalThis\.process\b/g,
  (found) => `${found} reads the process outside the edges`,
  "take it as an argument or from the layer's configuration"
)
