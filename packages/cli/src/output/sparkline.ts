const blocks = [..."▁▂▃▄▅▆▇█"]

/** A course as one word: the higher the value, the higher the block; a dot where there is none. */
export const sparkline = (values: ReadonlyArray<number | undefined>): string => {
  const known = values.flatMap((value) => value ?? [])
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const blockOf = (value: number): string => {
    const share = high === low ? 1 : (value - low) / (high - low)
    return blocks[Math.round(share * (blocks.length - 1))] ?? ""
  }
  return values.map((value) => (value === undefined ? "·" : blockOf(value))).join("")
}
