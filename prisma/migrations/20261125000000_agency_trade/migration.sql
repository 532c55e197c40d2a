-- AlterEnum
ALTER TYPE "entry_kind" ADD VALUE 'direct_payment';

-- AlterTable
ALTER TABLE "mandate" ADD COLUMN     "covers" TEXT[] DEFAULT ARRAY['principal', 'interest', 'indemnity', 'costs']::TEXT[],
ADD COLUMN     "end_actor" TEXT,
ADD COLUMN     "end_reason" TEXT,
ADD COLUMN     "least_claim_cents" BIGINT,
ADD COLUMN     "most_claim_cents" BIGINT,
ADD COLUMN     "remittance" TEXT NOT NULL DEFAULT 'gross',
ADD COLUMN     "requires" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "signed_on" DATE,
ADD COLUMN     "special_powers" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "tariff" JSONB;

-- AlterTable
ALTER TABLE "debt_file" ADD COLUMN     "merged_into_id" UUID;

-- AlterTable
ALTER TABLE "party" ADD COLUMN     "merged_into_id" UUID;

-- AlterTable
ALTER TABLE "claim_notice" ADD COLUMN     "proof" TEXT,
ADD COLUMN     "proof_sha256" CHAR(64);

-- CreateTable
CREATE TABLE "agency_paper" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,
    "proof_sha256" CHAR(64),
    "actor" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agency_paper_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stored_document" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stored_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signature_request" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "document_sha256" CHAR(64) NOT NULL,
    "consent" TEXT NOT NULL,
    "signer_name" TEXT NOT NULL,
    "signer_email" TEXT,
    "signer_phone" TEXT,
    "token_hash" CHAR(64) NOT NULL,
    "code_hash" CHAR(64),
    "code_sent_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "signed_at" TIMESTAMPTZ(3),
    "evidence" JSONB,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "signature_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "creditor_declaration" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "creditor_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "claim_reference" TEXT NOT NULL,
    "of_reference" TEXT,
    "file_id" UUID,
    "amount_cents" BIGINT,
    "applied_cents" BIGINT,
    "currency" CHAR(3),
    "happened_on" DATE NOT NULL,
    "detail" TEXT,
    "request_hash" CHAR(64) NOT NULL,
    "outcome" TEXT NOT NULL,
    "refusal" TEXT,
    "actor" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "creditor_declaration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commission_line" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "creditor_id" UUID NOT NULL,
    "mandate_id" UUID,
    "file_id" UUID,
    "kind" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "base_cents" BIGINT NOT NULL,
    "ppm" INTEGER NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "earned_on" DATE NOT NULL,
    "invoice_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "commission_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commission_invoice" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "creditor_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "number" INTEGER,
    "from_day" DATE NOT NULL,
    "through" DATE NOT NULL,
    "issued_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "net_cents" BIGINT NOT NULL,
    "vat_ppm" INTEGER NOT NULL,
    "vat_cents" BIGINT NOT NULL,
    "vat_rule" TEXT NOT NULL,
    "total_cents" BIGINT NOT NULL,
    "netted" BOOLEAN NOT NULL,
    "key" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "commission_invoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commission_settlement" (
    "id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "how" TEXT NOT NULL,
    "remittance_id" UUID,
    "reference" TEXT NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "settled_on" DATE NOT NULL,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "commission_settlement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "register_check" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "register" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "cause" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "register_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "insolvency_notice" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "register" TEXT NOT NULL,
    "notice_id" TEXT NOT NULL,
    "proceeding" TEXT NOT NULL,
    "published_on" DATE NOT NULL,
    "judgment_on" DATE,
    "court" TEXT,
    "representative" TEXT,
    "state" TEXT NOT NULL,
    "declare_by" DATE,
    "declared_on" DATE,
    "actor" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "insolvency_notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "closing_order" (
    "id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "ordered_at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "closing_order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_closing" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "creditor_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "closed_on" DATE NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,
    "report" JSONB NOT NULL,
    "retain_until" DATE NOT NULL,
    "returned_on" DATE,
    "reopened_at" TIMESTAMPTZ(3),

    CONSTRAINT "file_closing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "party_merge" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "kept_id" UUID NOT NULL,
    "merged_id" UUID NOT NULL,
    "moved" JSONB NOT NULL,
    "key" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "merged_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "undone_by" TEXT,

    CONSTRAINT "party_merge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_merge" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "kept_id" UUID NOT NULL,
    "merged_id" UUID NOT NULL,
    "claim_ids" UUID[],
    "key" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "merged_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "undone_by" TEXT,

    CONSTRAINT "file_merge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "admission" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "creditor_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "claims" TEXT[],
    "debtor" TEXT,
    "reasons" JSONB NOT NULL,
    "actor" TEXT NOT NULL,
    "refused_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),

    CONSTRAINT "admission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_mapping" (
    "tenant_id" UUID NOT NULL,
    "creditor_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "mapping" JSONB NOT NULL,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_mapping_pkey" PRIMARY KEY ("creditor_id","name","version")
);

-- CreateIndex
CREATE UNIQUE INDEX "agency_paper_tenant_id_kind_reference_valid_from_key" ON "agency_paper"("tenant_id", "kind", "reference", "valid_from");

-- CreateIndex
CREATE INDEX "stored_document_tenant_id_subject_idx" ON "stored_document"("tenant_id", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "signature_request_token_hash_key" ON "signature_request"("token_hash");

-- CreateIndex
CREATE INDEX "signature_request_tenant_id_subject_idx" ON "signature_request"("tenant_id", "subject");

-- CreateIndex
CREATE INDEX "creditor_declaration_creditor_id_recorded_at_idx" ON "creditor_declaration"("creditor_id", "recorded_at");

-- CreateIndex
CREATE INDEX "creditor_declaration_creditor_id_claim_reference_idx" ON "creditor_declaration"("creditor_id", "claim_reference");

-- CreateIndex
CREATE INDEX "creditor_declaration_file_id_idx" ON "creditor_declaration"("file_id");

-- CreateIndex
CREATE UNIQUE INDEX "creditor_declaration_tenant_id_creditor_id_kind_reference_key" ON "creditor_declaration"("tenant_id", "creditor_id", "kind", "reference");

-- CreateIndex
CREATE INDEX "commission_line_creditor_id_idx" ON "commission_line"("creditor_id");

-- CreateIndex
CREATE INDEX "commission_line_file_id_idx" ON "commission_line"("file_id");

-- CreateIndex
CREATE INDEX "commission_line_invoice_id_idx" ON "commission_line"("invoice_id");

-- CreateIndex
CREATE UNIQUE INDEX "commission_line_tenant_id_kind_reference_key" ON "commission_line"("tenant_id", "kind", "reference");

-- CreateIndex
CREATE INDEX "commission_invoice_creditor_id_idx" ON "commission_invoice"("creditor_id");

-- CreateIndex
CREATE UNIQUE INDEX "commission_invoice_tenant_id_number_key" ON "commission_invoice"("tenant_id", "number");

-- CreateIndex
CREATE INDEX "commission_settlement_remittance_id_idx" ON "commission_settlement"("remittance_id");

-- CreateIndex
CREATE UNIQUE INDEX "commission_settlement_invoice_id_how_reference_key" ON "commission_settlement"("invoice_id", "how", "reference");

-- CreateIndex
CREATE INDEX "register_check_party_id_register_checked_at_idx" ON "register_check"("party_id", "register", "checked_at");

-- CreateIndex
CREATE INDEX "insolvency_notice_tenant_id_state_idx" ON "insolvency_notice"("tenant_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "insolvency_notice_party_id_register_notice_id_key" ON "insolvency_notice"("party_id", "register", "notice_id");

-- CreateIndex
CREATE INDEX "closing_order_file_id_idx" ON "closing_order"("file_id");

-- CreateIndex
CREATE INDEX "file_closing_file_id_idx" ON "file_closing"("file_id");

-- CreateIndex
CREATE INDEX "file_closing_creditor_id_closed_on_idx" ON "file_closing"("creditor_id", "closed_on");

-- CreateIndex
CREATE INDEX "party_merge_kept_id_idx" ON "party_merge"("kept_id");

-- CreateIndex
CREATE INDEX "party_merge_merged_id_idx" ON "party_merge"("merged_id");

-- CreateIndex
CREATE UNIQUE INDEX "party_merge_tenant_id_key_key" ON "party_merge"("tenant_id", "key");

-- CreateIndex
CREATE INDEX "file_merge_kept_id_idx" ON "file_merge"("kept_id");

-- CreateIndex
CREATE INDEX "file_merge_merged_id_idx" ON "file_merge"("merged_id");

-- CreateIndex
CREATE UNIQUE INDEX "file_merge_tenant_id_key_key" ON "file_merge"("tenant_id", "key");

-- CreateIndex
CREATE INDEX "admission_creditor_id_refused_at_idx" ON "admission"("creditor_id", "refused_at");

-- CreateIndex
CREATE UNIQUE INDEX "admission_tenant_id_key_key" ON "admission"("tenant_id", "key");

-- AddForeignKey
ALTER TABLE "debt_file" ADD CONSTRAINT "debt_file_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "debt_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "party" ADD CONSTRAINT "party_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "party"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agency_paper" ADD CONSTRAINT "agency_paper_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stored_document" ADD CONSTRAINT "stored_document_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signature_request" ADD CONSTRAINT "signature_request_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creditor_declaration" ADD CONSTRAINT "creditor_declaration_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creditor_declaration" ADD CONSTRAINT "creditor_declaration_creditor_id_fkey" FOREIGN KEY ("creditor_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creditor_declaration" ADD CONSTRAINT "creditor_declaration_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_line" ADD CONSTRAINT "commission_line_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_line" ADD CONSTRAINT "commission_line_creditor_id_fkey" FOREIGN KEY ("creditor_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_line" ADD CONSTRAINT "commission_line_mandate_id_fkey" FOREIGN KEY ("mandate_id") REFERENCES "mandate"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_line" ADD CONSTRAINT "commission_line_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_line" ADD CONSTRAINT "commission_line_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "commission_invoice"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_invoice" ADD CONSTRAINT "commission_invoice_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_invoice" ADD CONSTRAINT "commission_invoice_creditor_id_fkey" FOREIGN KEY ("creditor_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_settlement" ADD CONSTRAINT "commission_settlement_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "commission_invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_settlement" ADD CONSTRAINT "commission_settlement_remittance_id_fkey" FOREIGN KEY ("remittance_id") REFERENCES "remittance"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "register_check" ADD CONSTRAINT "register_check_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "register_check" ADD CONSTRAINT "register_check_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "insolvency_notice" ADD CONSTRAINT "insolvency_notice_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "insolvency_notice" ADD CONSTRAINT "insolvency_notice_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "closing_order" ADD CONSTRAINT "closing_order_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_closing" ADD CONSTRAINT "file_closing_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_closing" ADD CONSTRAINT "file_closing_creditor_id_fkey" FOREIGN KEY ("creditor_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_closing" ADD CONSTRAINT "file_closing_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "party_merge" ADD CONSTRAINT "party_merge_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "party_merge" ADD CONSTRAINT "party_merge_kept_id_fkey" FOREIGN KEY ("kept_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "party_merge" ADD CONSTRAINT "party_merge_merged_id_fkey" FOREIGN KEY ("merged_id") REFERENCES "party"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_merge" ADD CONSTRAINT "file_merge_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_merge" ADD CONSTRAINT "file_merge_kept_id_fkey" FOREIGN KEY ("kept_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_merge" ADD CONSTRAINT "file_merge_merged_id_fkey" FOREIGN KEY ("merged_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "admission" ADD CONSTRAINT "admission_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "admission" ADD CONSTRAINT "admission_creditor_id_fkey" FOREIGN KEY ("creditor_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_mapping" ADD CONSTRAINT "import_mapping_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_mapping" ADD CONSTRAINT "import_mapping_creditor_id_fkey" FOREIGN KEY ("creditor_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- Mandates that were recorded before had been signed by the day from which they hold.
UPDATE mandate SET signed_on = valid_from;

-- What all spellings of an invoice's number have in common (as bareNumber of the domain writes it): claims that may be in charge twice.
CREATE INDEX claim_bare_number ON claim (creditor_id, translate(plain_number(reference), '0', ''));

-- One order to close a file at a time, and one closing that is in force.
CREATE UNIQUE INDEX closing_order_open ON closing_order (file_id) WHERE lifted_at IS NULL;
CREATE UNIQUE INDEX file_closing_open ON file_closing (file_id) WHERE reopened_at IS NULL;
-- A file or party is merged into one other at a time.
CREATE UNIQUE INDEX party_merge_open ON party_merge (merged_id) WHERE undone_at IS NULL;
CREATE UNIQUE INDEX file_merge_open ON file_merge (merged_id) WHERE undone_at IS NULL;
-- Insolvency stops a file once, however many notices tell of it.
CREATE UNIQUE INDEX hold_insolvency ON hold (file_id) WHERE reason = 'insolvency' AND lifted_at IS NULL;

-- Invoices are numbered as their transaction commits, so that no number is left out.
CREATE FUNCTION number_invoice() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('invoice ' || NEW.tenant_id, 0));
  UPDATE commission_invoice SET number = 1 + coalesce((SELECT max(number) FROM commission_invoice WHERE tenant_id = NEW.tenant_id), 0) WHERE id = NEW.id;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER numbered AFTER INSERT ON commission_invoice DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION number_invoice();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register_check FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON agency_paper FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What a creditor has declared and was applied stays as it was said; only its free words can be erased. What was refused may be declared anew.
CREATE TRIGGER applied_stays BEFORE UPDATE OF kind, reference, claim_reference, of_reference, file_id, amount_cents, applied_cents, currency, happened_on,
  request_hash, outcome, refusal, actor, recorded_at ON creditor_declaration FOR EACH ROW WHEN (OLD.outcome = 'applied') EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON agency_paper, stored_document, signature_request, creditor_declaration, commission_line, commission_invoice, commission_settlement,
  register_check, insolvency_notice, closing_order, file_closing, party_merge, file_merge, admission, import_mapping TO relance_app;
GRANT UPDATE (code_hash, code_sent_at, attempts, signed_at, evidence) ON signature_request TO relance_app;
GRANT UPDATE (invoice_id) ON commission_line TO relance_app;
GRANT UPDATE (cancelled_at) ON commission_settlement TO relance_app;
GRANT UPDATE (party_id, state, declare_by, declared_on, actor, answered_at) ON insolvency_notice TO relance_app;
GRANT UPDATE (lifted_at) ON closing_order TO relance_app;
GRANT UPDATE (returned_on, reopened_at) ON file_closing TO relance_app;
GRANT UPDATE (undone_at, undone_by) ON party_merge, file_merge TO relance_app;
GRANT UPDATE (claims, debtor, reasons, refused_at, opened_at) ON admission TO relance_app;
GRANT UPDATE (signed_on, valid_until, end_reason, end_actor) ON mandate TO relance_app;
GRANT UPDATE (claim_reference, of_reference, file_id, amount_cents, applied_cents, currency, happened_on, detail, request_hash, outcome, refusal, actor, recorded_at)
  ON creditor_declaration TO relance_app;
-- Merging moves whose an identifier is, and which file a claim is on: neither is ever without.
GRANT UPDATE (party_id) ON party_identifier TO relance_app;
GRANT UPDATE (file_id) ON file_claim TO relance_app;
