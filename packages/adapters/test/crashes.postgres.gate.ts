import { crashesOf } from "./crashedWorlds.ts"
import { postgresWatched } from "./database.ts"

crashesOf("Postgres", postgresWatched())
