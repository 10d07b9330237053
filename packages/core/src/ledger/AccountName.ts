import { Effect, Option, Schema, SchemaIssue, SchemaTransformation } from "effect"
import { Account, accountShapes } from "./Account.ts"

/**
 * hledger takes almost everything in a name, but `:` divides it, two blanks end it and bytes beyond ASCII need the right
 * locale. So whatever is not plainly safe is written as its UTF-8 bytes, %XX.
 */
const unsafe = /[^\w.~@+-]+/g

const escape = (text: string): string => text.replace(unsafe, encodeURIComponent)

/** The stable name of an account, `liabilities:pool:spring-run`, which hledger takes and `parseAccountName` reads back. */
export const accountName = (account: Account): string => {
  const { path, fields } = accountShapes[account._tag]
  const values: Readonly<Record<string, string>> = account
  let name: string = path
  for (const field of fields) name += `:${escape(values[field] ?? "")}`
  return name
}

const decodeAccount = Schema.decodeUnknownOption(Account)

const shapesByPath = new Map<string, readonly [tag: string, fields: ReadonlyArray<string>]>(
  Object.entries(accountShapes).map(([tag, { path, fields }]) => [path, [tag, fields]])
)

const unescape = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The account of a name; nothing when no account has exactly this name. */
export const parseAccountName = (name: string): Option.Option<Account> => {
  const parts = name.split(":")
  const [tag, fields] = shapesByPath.get(parts.slice(0, 2).join(":")) ?? []
  if (tag === undefined || fields === undefined || parts.length !== 2 + fields.length) return Option.none()
  const values = fields.map((field, index) => [field, unescape(parts[2 + index] ?? "")])
  // One account has one name: another spelling of its escapes would split its balance.
  return Option.filter(
    decodeAccount({ _tag: tag, ...Object.fromEntries(values) }),
    (account) => accountName(account) === name
  )
}

/** An account, written as its name. */
export const AccountFromName = Schema.String.pipe(
  Schema.decodeTo(
    Schema.toType(Account),
    SchemaTransformation.transformEffect({
      decode: (name: string) =>
        Option.match(parseAccountName(name), {
          onSome: (account) => Effect.succeed(account),
          onNone: () => Effect.fail(new SchemaIssue.InvalidValue({ message: "must be the name of an account" }))
        }),
      encode: (account: Account) => Effect.succeed(accountName(account))
    })
  )
)
