import type { Flaw } from "@laurel/core/shared"
import { didYouMean } from "./nearest.ts"

/** `, did you mean "participant"?` where one of a few words is meant and what was written is near to one. */
export const suggestion = ({ path, choices = [] }: Flaw, json: unknown): string => {
  const written = valueAt(json, path)
  return typeof written === "string" ? didYouMean(written, choices) : ""
}

const valueAt = (json: unknown, path: Flaw["path"]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined,
    json
  )
