/** Numbers from 0 to below 1. */
export type Random = () => number

const classes = ["0123456789", "abcdef", "ghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
const printable = ` !"#$%&'()*+,-./${classes.join("")}:;<=>?@[]^_{|}~\\é🏆`

const pick = (characters: string, random: Random): string => {
  const all = [...characters]
  return all[Math.floor(random() * all.length)] ?? "x"
}

/** The text with one character exchanged for another: mostly one of its kind, so that what comes of it is still of its type. */
export const alter = (text: string, random: Random): string => {
  const characters = [...text]
  const at = Math.floor(random() * characters.length)
  const old = characters[at] ?? ""
  const kind = random() < 0.7 ? classes.find((characters) => characters.includes(old)) : undefined
  for (;;) {
    const other = pick(kind ?? printable, random)
    if (other !== old) return [...characters.slice(0, at), other, ...characters.slice(at + 1)].join("")
  }
}
