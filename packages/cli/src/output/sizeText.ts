const units = ["bytes", "kB", "MB", "GB", "TB"] as const

/** A number of bytes for people: `12.3 MB`. */
export const sizeText = (bytes: number): string => {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const size = bytes / 1000 ** power
  return `${power === 0 ? size : size.toFixed(1)} ${units[power]}`
}
