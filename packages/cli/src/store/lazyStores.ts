import type { Stores } from "./Stores.ts"

/** The stores of this installation; what they need is loaded when the first of them is opened. */
export const lazyStores: Stores = {
  open: async (location, payments, patience) =>
    (await import("./runtime.ts")).installedStores.open(location, payments, patience),
  openDatabase: async (location) => (await import("./runtime.ts")).installedStores.openDatabase(location),
  fastBoards: async (redis, patience) => (await import("./runtime.ts")).installedStores.fastBoards(redis, patience),
  webhookSender: async (allowsPrivate) => (await import("./runtime.ts")).installedStores.webhookSender(allowsPrivate)
}
