/** Light or dark, where somebody has said which. */
export type Theme = "light" | "dark"

/** The cookie that remembers it. */
export const themeCookie = "laurel_theme"

/** Reads a theme; nothing where it is none. */
export const readTheme = (text: string | undefined): Theme | undefined =>
  text === "light" || text === "dark" ? text : undefined
