import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const siren = z.string().regex(/^\d{9}$/, 'nine digits')
const day = z.iso.date()
const text = z.string().max(2000)

/** A unit as INSEE’s register would have it: a company by its name, a self-employed person by first and family name. */
export const SandboxCompany = z.strictObject({
  siren,
  denomination: text.nullable().default(null),
  prenom: text.nullable().default(null),
  nom: text.nullable().default(null),
  categorieJuridique: z
    .string()
    .regex(/^\d{4}$/)
    .default('5499'),
  etat: z.enum(['A', 'C']).default('A'),
  depuis: day.default('2015-01-01'),
  codePostal: text.default('75002'),
  voie: text.default('1 RUE DU SIEGE'),
  commune: text.default('PARIS'),
  /** `P`: its owner keeps names and addresses from being published. */
  diffusion: z.enum(['O', 'P']).default('O'),
})
export type SandboxCompany = z.infer<typeof SandboxCompany>

/** A notice as the gazette would publish it. */
export const SandboxNotice = z.strictObject({
  id: z.string().min(1).max(40),
  dateparution: day,
  typeavis: z.enum(['annonce', 'rectificatif', 'annulation']).default('annonce'),
  familleavis: text.default('collective'),
  siren: siren.nullable().default(null),
  commercant: text,
  cp: text.default('75002'),
  ville: text.default('Paris'),
  tribunal: text.default('TRIBUNAL DE COMMERCE DE PARIS'),
  jugement: z
    .strictObject({
      type: text.default('initial'),
      famille: text.default("Jugement d'ouverture"),
      nature: text,
      date: text,
      complementJugement: text.default(''),
    })
    .nullable()
    .default(null),
})
export type SandboxNotice = z.infer<typeof SandboxNotice>

export const SandboxVat = z.strictObject({ country: z.string().length(2), number: text, name: text.nullable().default(null) })
export type SandboxVat = z.infer<typeof SandboxVat>

const Kept = z.object({ companies: z.array(SandboxCompany), notices: z.array(SandboxNotice), vat: z.array(SandboxVat) })
type Kept = z.infer<typeof Kept>

/** What the registers have: what somebody has entered, kept in the sandbox's folder. */
export class SandboxRegisters {
  private readonly file: string
  private kept: Kept

  constructor(folder: string) {
    this.file = join(folder, 'registers.json')
    const nothing: Kept = { companies: [], notices: [], vat: [] }
    this.kept = existsSync(this.file) ? Kept.parse(JSON.parse(readFileSync(this.file, 'utf8'))) : nothing
  }

  company = (siren: string) => this.kept.companies.find((one) => one.siren === siren)
  companies = (wanted: (company: SandboxCompany) => boolean) => this.kept.companies.filter(wanted)
  notices = (wanted: (notice: SandboxNotice) => boolean) => this.kept.notices.filter(wanted)
  vat = (country: string, number: string) => this.kept.vat.find((one) => one.country === country && one.number === number)

  /** Enters a company, in place of what was entered of its number before. */
  enterCompany(company: SandboxCompany): void {
    this.keep({ companies: [...this.kept.companies.filter((one) => one.siren !== company.siren), company] })
  }

  publish(notice: SandboxNotice): void {
    this.keep({ notices: [...this.kept.notices.filter(({ id }) => id !== notice.id), notice] })
  }

  enterVat(vat: SandboxVat): void {
    this.keep({ vat: [...this.kept.vat.filter(({ country, number }) => country !== vat.country || number !== vat.number), vat] })
  }

  private keep(changed: Partial<Kept>): void {
    this.kept = { ...this.kept, ...changed }
    writeFileSync(this.file, JSON.stringify(this.kept), { mode: 0o600 })
  }
}
