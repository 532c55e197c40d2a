export { debtFile } from './debt-file.js'
