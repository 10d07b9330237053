import type { Stores } from "./Stores.ts"

/** The stores of this installation; what they need is loaded when the first of them is opened. */
export const lazyStores: Stores = {
  open: async (location) => {
    const { installedStores } = await import("./runtime.ts")
    return installedStores.open(location)
  }
}
