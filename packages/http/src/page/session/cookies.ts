import type { Context } from "hono"
import { getCookie, setCookie } from "hono/cookie"
import { readTheme, type Theme, themeCookie } from "../site/theme.ts"
import type { SentOn } from "../visit/Visit.ts"

/** A working day: after that somebody signs in again. */
const sessionSeconds = 8 * 3_600
const yearSeconds = 31_536_000

/** With this prefix a browser takes the cookie over a secure connection only, and from no other host. */
const nameOf = (isSecure: boolean): string => (isSecure ? "__Host-laurel" : "laurel")

/** What the browser keeps of somebody. */
export interface Kept {
  readonly credential: string | undefined
  readonly theme: Theme | undefined
}

/** Reads what the browser sent along. */
export const readCookies = (context: Context, isSecure: boolean): Kept => ({
  credential: getCookie(context, nameOf(isSecure)) || undefined,
  theme: readTheme(getCookie(context, themeCookie))
})

/** Has the browser keep what is new. Scripts never see the credential, and other sites never bring it along. */
export const keepCookies = (context: Context, isSecure: boolean, { credential, theme }: Omit<SentOn, "to">): void => {
  if (credential !== undefined) {
    setCookie(context, nameOf(isSecure), credential ?? "", {
      path: "/",
      httpOnly: true,
      sameSite: "Strict",
      secure: isSecure,
      maxAge: credential === null ? 0 : sessionSeconds
    })
  }
  if (theme !== undefined) {
    setCookie(context, themeCookie, theme, { path: "/", sameSite: "Lax", secure: isSecure, maxAge: yearSeconds })
  }
}
