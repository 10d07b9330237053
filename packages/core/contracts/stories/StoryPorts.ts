import type { PaymentProvider } from "../../src/payment/index.ts"
import type { Ports } from "../Ports.ts"

/** The ports that the stories play on: all of an adapter's, and somebody who pays. */
export type StoryPorts = PaymentProvider | Ports
