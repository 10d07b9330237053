import { Problem } from "../../io/Problem.ts"

/** Origins as browsers name them, which do so without a path; each is named, for what is allowed to all is allowed to anybody. */
export const originsOf = (texts: ReadonlyArray<string>, where: string): ReadonlyArray<string> => {
  const wrong = texts.find((text) => !/^https?:/.test(text) || !URL.canParse(text) || new URL(text).origin !== text)
  if (wrong === undefined) return texts
  throw new Problem({
    exit: "usage",
    code: "wrong-origin",
    title: `"${wrong}" is no origin of pages`,
    where,
    remedy: "write each as a browser names it, without a path or a slash at the end: https://app.example"
  })
}
