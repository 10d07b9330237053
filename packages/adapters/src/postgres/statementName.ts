const names = new Map<string, string>()

/** More than there are statements that are asked again and again, by far; what comes beyond is parsed each time. */
const mostNames = 200

/** The name under which a statement is prepared, in whatever connection; nothing when there are too many. */
export const statementName = (text: string): string | undefined => {
  const known = names.get(text)
  if (known !== undefined || names.size >= mostNames) return known
  const name = `laurel_${names.size + 1}`
  names.set(text, name)
  return name
}
