import { depositsContract, transactionContract } from "@laurel/core/contracts"
import { layer } from "./05-own-adapter.ts"

// The two ports that the example offers: its own store, and the transaction that covers this store and the others.
depositsContract("own deposits", layer)
transactionContract("own deposits beside memory", layer)
