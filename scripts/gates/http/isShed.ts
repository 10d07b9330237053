import type { Answer } from "./ask.ts"

/** Refused because there is too much to do, with a word on when to ask again. */
export const isShed = ({ status, header, text }: Answer): boolean =>
  status === 503 && header("retry-after") !== "" && text.includes("temporary-reduced-capacity")
