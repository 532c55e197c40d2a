import { FolderLock } from '../../src/engine/embedded/folder-lock.js'

/** One of several processes that want the same lock: says when it is there, tries when told, and keeps what it gets. */
const lock = new FolderLock(process.argv[2] ?? '')
process.once('message', () => process.send?.(lock.take() ? 'refused' : 'held'))
process.send?.('there')
setInterval(() => {}, 60_000)
