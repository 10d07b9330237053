import * as Memory from "@laurel/adapters/memory"
import { allContracts, paymentProviderContract } from "@laurel/core/contracts"

allContracts("memory", Memory.layer)
paymentProviderContract("memory wallet", Memory.layer)
