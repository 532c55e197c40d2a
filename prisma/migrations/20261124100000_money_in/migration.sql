-- CreateEnum
CREATE TYPE "payment_method" AS ENUM ('card', 'transfer', 'direct_debit', 'cheque', 'cash', 'other');

-- CreateEnum
CREATE TYPE "funds_account" AS ENUM ('bank', 'provider', 'clearing', 'shortfall', 'creditor', 'unallocated', 'refunds', 'agency', 'transit');

-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "person" TEXT;

-- AlterTable
ALTER TABLE "organisation" ADD COLUMN     "ics" TEXT;

-- AlterTable
ALTER TABLE "debt_file" ADD COLUMN     "liability" TEXT NOT NULL DEFAULT 'debtor';

-- AlterTable
ALTER TABLE "mandate" ADD COLUMN     "remit_within_months" INTEGER;

-- CreateTable
CREATE TABLE "payment" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "source_reference" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "method" "payment_method" NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "received_on" DATE NOT NULL,
    "cleared_on" DATE,
    "named_file" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_payer" (
    "payment_id" UUID NOT NULL,
    "name" TEXT,
    "iban" TEXT,
    "text" TEXT,

    CONSTRAINT "payment_payer_pkey" PRIMARY KEY ("payment_id")
);

-- CreateTable
CREATE TABLE "payment_command" (
    "payment_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_command_pkey" PRIMARY KEY ("payment_id","key")
);

-- CreateTable
CREATE TABLE "allocation_proposal" (
    "payment_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "score" INTEGER NOT NULL,
    "why" TEXT[],
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "allocation_proposal_pkey" PRIMARY KEY ("payment_id","file_id")
);

-- CreateTable
CREATE TABLE "payment_event" (
    "provider" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "tenant_id" UUID,
    "kind" TEXT NOT NULL,
    "reference" TEXT,
    "amount_cents" BIGINT,
    "currency" CHAR(3),
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "file_id" UUID,
    "payment_id" UUID,
    "detail" JSONB,

    CONSTRAINT "payment_event_pkey" PRIMARY KEY ("provider","event_id")
);

-- CreateTable
CREATE TABLE "funds_entry" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "payment_id" UUID,
    "file_id" UUID,
    "booked_on" DATE NOT NULL,
    "actor" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "funds_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "funds_leg" (
    "entry_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "account" "funds_account" NOT NULL,
    "creditor_id" UUID,
    "amount_cents" BIGINT NOT NULL,

    CONSTRAINT "funds_leg_pkey" PRIMARY KEY ("entry_id","line")
);

-- CreateTable
CREATE TABLE "funds_reason" (
    "entry_id" UUID NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "funds_reason_pkey" PRIMARY KEY ("entry_id")
);

-- CreateTable
CREATE TABLE "payment_receipt" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "number" INTEGER,
    "payment_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_receipt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "creditor_notice" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "creditor_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT,
    "reference" TEXT NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "happened_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "creditor_notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bank_account" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "identification" TEXT NOT NULL,
    "bic" TEXT,
    "currency" CHAR(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bank_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bank_statement" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "statement_key" TEXT NOT NULL,
    "opened_on" DATE,
    "closed_on" DATE,
    "opening_cents" BIGINT,
    "closing_cents" BIGINT,
    "balanced" BOOLEAN,
    "sha256" CHAR(64) NOT NULL,
    "actor" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bank_statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bank_entry" (
    "id" UUID NOT NULL,
    "statement_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "entry_key" TEXT NOT NULL,
    "booked_on" DATE NOT NULL,
    "value_on" DATE NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "counterparty" TEXT,
    "iban" TEXT,
    "remittance" TEXT,
    "reference" TEXT,
    "end_to_end_id" TEXT,
    "match" TEXT,
    "decision" TEXT NOT NULL,
    "payment_id" UUID,

    CONSTRAINT "bank_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "creditor_account" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "creditor_id" UUID NOT NULL,
    "holder" TEXT NOT NULL,
    "iban" TEXT NOT NULL,
    "bic" TEXT,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "usable_from" DATE,
    "rejected_at" TIMESTAMPTZ(3),

    CONSTRAINT "creditor_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "remittance" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "creditor_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "through" DATE NOT NULL,
    "due_by" DATE NOT NULL,
    "collected_cents" BIGINT NOT NULL,
    "taken_back_cents" BIGINT NOT NULL,
    "agency_cents" BIGINT NOT NULL,
    "net_cents" BIGINT NOT NULL,
    "carried_cents" BIGINT NOT NULL,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "remittance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "remittance_line" (
    "remittance_id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "amount_cents" BIGINT NOT NULL,

    CONSTRAINT "remittance_line_pkey" PRIMARY KEY ("remittance_id","entry_id")
);

-- CreateTable
CREATE TABLE "transfer_order" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "through" DATE NOT NULL,
    "execute_on" DATE NOT NULL,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "approved_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "sha256" CHAR(64),

    CONSTRAINT "transfer_order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfer_item" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "remittance_id" UUID,
    "payment_id" UUID,
    "end_to_end_id" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "iban" TEXT NOT NULL,
    "bic" TEXT,
    "amount_cents" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "text" TEXT NOT NULL,
    "executed_on" DATE,
    "returned_on" DATE,

    CONSTRAINT "transfer_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval" (
    "tenant_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "approved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("tenant_id","subject","actor")
);

-- CreateTable
CREATE TABLE "cheque" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "bank" TEXT NOT NULL,
    "drawer" TEXT NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "received_on" DATE NOT NULL,
    "slip_id" UUID,
    "payment_id" UUID,
    "cleared_on" DATE,
    "unpaid_on" DATE,
    "reason" TEXT,

    CONSTRAINT "cheque_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cheque_slip" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "deposited_on" DATE NOT NULL,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cheque_slip_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "direct_debit_mandate" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "scheme" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "iban" TEXT NOT NULL,
    "bic" TEXT,
    "signed_on" DATE NOT NULL,
    "recurrent" BOOLEAN NOT NULL,
    "proof_sha256" CHAR(64) NOT NULL,
    "notice_days" INTEGER NOT NULL,
    "revoked_on" DATE,

    CONSTRAINT "direct_debit_mandate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "direct_debit" (
    "id" UUID NOT NULL,
    "mandate_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "end_to_end_id" TEXT NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "collect_on" DATE NOT NULL,
    "announced_on" DATE,
    "batch_id" UUID,
    "payment_id" UUID,
    "cancelled_on" DATE,
    "returned_on" DATE,
    "return_code" TEXT,

    CONSTRAINT "direct_debit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "direct_debit_batch" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "collect_on" DATE NOT NULL,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sha256" CHAR(64) NOT NULL,

    CONSTRAINT "direct_debit_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stored_card" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "customer" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "brand" TEXT NOT NULL,
    "last_digits" CHAR(4) NOT NULL,
    "consent_hash" CHAR(64) NOT NULL,
    "consented_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "stored_card_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checkout" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "reference" TEXT,
    "url" TEXT,
    "amount_cents" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "consent_hash" CHAR(64),
    "request_hash" CHAR(64) NOT NULL,
    "card_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "checkout_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_secret" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "key_version" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_secret_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "payment_tenant_id_reference_idx" ON "payment"("tenant_id", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "payment_tenant_id_source_source_reference_key" ON "payment"("tenant_id", "source", "source_reference");

-- CreateIndex
CREATE INDEX "allocation_proposal_file_id_idx" ON "allocation_proposal"("file_id");

-- CreateIndex
CREATE INDEX "payment_event_provider_reference_idx" ON "payment_event"("provider", "reference");

-- CreateIndex
CREATE INDEX "payment_event_tenant_id_received_at_idx" ON "payment_event"("tenant_id", "received_at");

-- CreateIndex
CREATE INDEX "funds_entry_payment_id_idx" ON "funds_entry"("payment_id");

-- CreateIndex
CREATE INDEX "funds_entry_file_id_idx" ON "funds_entry"("file_id");

-- CreateIndex
CREATE UNIQUE INDEX "funds_entry_tenant_id_kind_reference_key" ON "funds_entry"("tenant_id", "kind", "reference");

-- CreateIndex
CREATE INDEX "funds_leg_creditor_id_idx" ON "funds_leg"("creditor_id");

-- CreateIndex
CREATE INDEX "payment_receipt_payment_id_idx" ON "payment_receipt"("payment_id");

-- CreateIndex
CREATE INDEX "payment_receipt_file_id_idx" ON "payment_receipt"("file_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_receipt_tenant_id_number_key" ON "payment_receipt"("tenant_id", "number");

-- CreateIndex
CREATE INDEX "creditor_notice_creditor_id_idx" ON "creditor_notice"("creditor_id");

-- CreateIndex
CREATE INDEX "creditor_notice_file_id_idx" ON "creditor_notice"("file_id");

-- CreateIndex
CREATE UNIQUE INDEX "bank_account_tenant_id_identification_currency_key" ON "bank_account"("tenant_id", "identification", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "bank_statement_account_id_statement_key_key" ON "bank_statement"("account_id", "statement_key");

-- CreateIndex
CREATE INDEX "bank_entry_statement_id_idx" ON "bank_entry"("statement_id");

-- CreateIndex
CREATE INDEX "bank_entry_payment_id_idx" ON "bank_entry"("payment_id");

-- CreateIndex
CREATE UNIQUE INDEX "bank_entry_account_id_entry_key_key" ON "bank_entry"("account_id", "entry_key");

-- CreateIndex
CREATE INDEX "creditor_account_creditor_id_idx" ON "creditor_account"("creditor_id");

-- CreateIndex
CREATE INDEX "remittance_creditor_id_idx" ON "remittance"("creditor_id");

-- CreateIndex
CREATE UNIQUE INDEX "remittance_tenant_id_reference_key" ON "remittance"("tenant_id", "reference");

-- CreateIndex
CREATE INDEX "remittance_line_entry_id_idx" ON "remittance_line"("entry_id");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_order_tenant_id_key_key" ON "transfer_order"("tenant_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_order_tenant_id_reference_key" ON "transfer_order"("tenant_id", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_item_end_to_end_id_key" ON "transfer_item"("end_to_end_id");

-- CreateIndex
CREATE INDEX "claim_tenant_id_amount_cents_idx" ON "claim"("tenant_id", "amount_cents");

-- CreateIndex
CREATE INDEX "direct_debit_mandate_iban_idx" ON "direct_debit_mandate"("iban");

-- CreateIndex
CREATE INDEX "bank_entry_account_id_end_to_end_id_idx" ON "bank_entry"("account_id", "end_to_end_id");

-- CreateIndex
CREATE INDEX "transfer_item_order_id_idx" ON "transfer_item"("order_id");

-- CreateIndex
CREATE INDEX "transfer_item_remittance_id_idx" ON "transfer_item"("remittance_id");

-- CreateIndex
CREATE INDEX "transfer_item_payment_id_idx" ON "transfer_item"("payment_id");

-- CreateIndex
CREATE INDEX "cheque_file_id_idx" ON "cheque"("file_id");

-- CreateIndex
CREATE INDEX "cheque_slip_id_idx" ON "cheque"("slip_id");

-- CreateIndex
CREATE INDEX "cheque_payment_id_idx" ON "cheque"("payment_id");

-- CreateIndex
CREATE UNIQUE INDEX "cheque_tenant_id_bank_number_key" ON "cheque"("tenant_id", "bank", "number");

-- CreateIndex
CREATE UNIQUE INDEX "cheque_slip_tenant_id_reference_key" ON "cheque_slip"("tenant_id", "reference");

-- CreateIndex
CREATE INDEX "direct_debit_mandate_file_id_idx" ON "direct_debit_mandate"("file_id");

-- CreateIndex
CREATE UNIQUE INDEX "direct_debit_mandate_tenant_id_reference_key" ON "direct_debit_mandate"("tenant_id", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "direct_debit_end_to_end_id_key" ON "direct_debit"("end_to_end_id");

-- CreateIndex
CREATE INDEX "direct_debit_mandate_id_idx" ON "direct_debit"("mandate_id");

-- CreateIndex
CREATE INDEX "direct_debit_file_id_idx" ON "direct_debit"("file_id");

-- CreateIndex
CREATE INDEX "direct_debit_batch_id_idx" ON "direct_debit"("batch_id");

-- CreateIndex
CREATE INDEX "direct_debit_payment_id_idx" ON "direct_debit"("payment_id");

-- CreateIndex
CREATE UNIQUE INDEX "direct_debit_batch_tenant_id_reference_key" ON "direct_debit_batch"("tenant_id", "reference");

-- CreateIndex
CREATE INDEX "stored_card_file_id_idx" ON "stored_card"("file_id");

-- CreateIndex
CREATE UNIQUE INDEX "stored_card_provider_method_key" ON "stored_card"("provider", "method");

-- CreateIndex
CREATE INDEX "checkout_file_id_idx" ON "checkout"("file_id");

-- CreateIndex
CREATE UNIQUE INDEX "checkout_tenant_id_key_key" ON "checkout"("tenant_id", "key");

-- CreateIndex
CREATE INDEX "webhook_secret_tenant_id_idx" ON "webhook_secret"("tenant_id");

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_payer" ADD CONSTRAINT "payment_payer_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_command" ADD CONSTRAINT "payment_command_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocation_proposal" ADD CONSTRAINT "allocation_proposal_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allocation_proposal" ADD CONSTRAINT "allocation_proposal_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_event" ADD CONSTRAINT "payment_event_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funds_entry" ADD CONSTRAINT "funds_entry_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funds_entry" ADD CONSTRAINT "funds_entry_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funds_entry" ADD CONSTRAINT "funds_entry_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funds_leg" ADD CONSTRAINT "funds_leg_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "funds_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funds_leg" ADD CONSTRAINT "funds_leg_creditor_id_fkey" FOREIGN KEY ("creditor_id") REFERENCES "organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funds_reason" ADD CONSTRAINT "funds_reason_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "funds_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_receipt" ADD CONSTRAINT "payment_receipt_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_receipt" ADD CONSTRAINT "payment_receipt_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_receipt" ADD CONSTRAINT "payment_receipt_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creditor_notice" ADD CONSTRAINT "creditor_notice_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creditor_notice" ADD CONSTRAINT "creditor_notice_creditor_id_fkey" FOREIGN KEY ("creditor_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creditor_notice" ADD CONSTRAINT "creditor_notice_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_account" ADD CONSTRAINT "bank_account_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_statement" ADD CONSTRAINT "bank_statement_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_statement" ADD CONSTRAINT "bank_statement_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "bank_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_entry" ADD CONSTRAINT "bank_entry_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "bank_statement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_entry" ADD CONSTRAINT "bank_entry_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "bank_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_entry" ADD CONSTRAINT "bank_entry_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creditor_account" ADD CONSTRAINT "creditor_account_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creditor_account" ADD CONSTRAINT "creditor_account_creditor_id_fkey" FOREIGN KEY ("creditor_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "remittance" ADD CONSTRAINT "remittance_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "remittance" ADD CONSTRAINT "remittance_creditor_id_fkey" FOREIGN KEY ("creditor_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "remittance_line" ADD CONSTRAINT "remittance_line_remittance_id_fkey" FOREIGN KEY ("remittance_id") REFERENCES "remittance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "remittance_line" ADD CONSTRAINT "remittance_line_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "funds_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_order" ADD CONSTRAINT "transfer_order_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_order" ADD CONSTRAINT "transfer_order_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "bank_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_item" ADD CONSTRAINT "transfer_item_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "transfer_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_item" ADD CONSTRAINT "transfer_item_remittance_id_fkey" FOREIGN KEY ("remittance_id") REFERENCES "remittance"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_item" ADD CONSTRAINT "transfer_item_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cheque" ADD CONSTRAINT "cheque_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cheque" ADD CONSTRAINT "cheque_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cheque" ADD CONSTRAINT "cheque_slip_id_fkey" FOREIGN KEY ("slip_id") REFERENCES "cheque_slip"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cheque" ADD CONSTRAINT "cheque_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cheque_slip" ADD CONSTRAINT "cheque_slip_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cheque_slip" ADD CONSTRAINT "cheque_slip_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "bank_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "direct_debit_mandate" ADD CONSTRAINT "direct_debit_mandate_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "direct_debit_mandate" ADD CONSTRAINT "direct_debit_mandate_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "direct_debit" ADD CONSTRAINT "direct_debit_mandate_id_fkey" FOREIGN KEY ("mandate_id") REFERENCES "direct_debit_mandate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "direct_debit" ADD CONSTRAINT "direct_debit_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "direct_debit" ADD CONSTRAINT "direct_debit_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "direct_debit_batch"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "direct_debit" ADD CONSTRAINT "direct_debit_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "direct_debit_batch" ADD CONSTRAINT "direct_debit_batch_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "direct_debit_batch" ADD CONSTRAINT "direct_debit_batch_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "bank_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stored_card" ADD CONSTRAINT "stored_card_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stored_card" ADD CONSTRAINT "stored_card_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkout" ADD CONSTRAINT "checkout_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkout" ADD CONSTRAINT "checkout_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "debt_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkout" ADD CONSTRAINT "checkout_card_id_fkey" FOREIGN KEY ("card_id") REFERENCES "stored_card"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_secret" ADD CONSTRAINT "webhook_secret_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- Books of client funds: what is debited is credited, checked when the transaction commits.
CREATE FUNCTION refuse_unbalanced_funds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE entry uuid;
BEGIN
  IF TG_TABLE_NAME = 'funds_entry' THEN entry := NEW.id; ELSE entry := NEW.entry_id; END IF;
  IF coalesce((SELECT sum(amount_cents) = 0 AND count(*) > 1 FROM funds_leg WHERE entry_id = entry), false) THEN RETURN NULL; END IF;
  RAISE EXCEPTION 'funds entry % does not balance', entry USING ERRCODE = 'check_violation';
END $$;
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON funds_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced_funds();
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON funds_leg DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced_funds();
ALTER TABLE funds_leg ADD CONSTRAINT funds_leg_creditor CHECK ((account = 'creditor') = (creditor_id IS NOT NULL));
ALTER TABLE debt_file ADD CONSTRAINT debt_file_liability CHECK (liability IN ('debtor', 'co-debtor', 'guarantor'));

-- Accounts that creditors were added with: two people must agree to each before money goes there.
INSERT INTO creditor_account (id, tenant_id, creditor_id, holder, iban, proposed_at, actor)
SELECT gen_random_uuid(), tenant_id, id, name, iban, created_at, 'api' FROM organisation WHERE kind = 'creditor' AND NOT own AND iban IS NOT NULL;

-- Receipts are numbered as their transaction commits: no gap is left by one that does not, and whoever waits for the number
-- holds every other lock that it needs already.
CREATE FUNCTION number_receipt() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('receipt ' || NEW.tenant_id, 0));
  UPDATE payment_receipt SET number = 1 + coalesce((SELECT max(number) FROM payment_receipt WHERE tenant_id = NEW.tenant_id), 0) WHERE id = NEW.id;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER numbered AFTER INSERT ON payment_receipt DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION number_receipt();

-- Events that wait for the payment that they are about.
CREATE INDEX payment_event_waiting ON payment_event (provider, reference) WHERE outcome = 'waiting';
-- A file has one hold for money that is not allocated.
CREATE UNIQUE INDEX hold_money ON hold (file_id) WHERE reason = 'money-to-allocate' AND lifted_at IS NULL;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON funds_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON funds_leg FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON remittance_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON approval FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON payment, payment_payer, payment_command, allocation_proposal, payment_event, funds_entry, funds_leg, funds_reason, payment_receipt, creditor_notice,
  bank_account, bank_statement, bank_entry, creditor_account, remittance, remittance_line, transfer_order, transfer_item, approval,
  cheque, cheque_slip, direct_debit_mandate, direct_debit, direct_debit_batch, stored_card, checkout, webhook_secret TO relance_app;
GRANT UPDATE (cleared_on) ON payment TO relance_app;
GRANT UPDATE (outcome, tenant_id, file_id, payment_id, detail) ON payment_event TO relance_app;
GRANT UPDATE (settled_at) ON allocation_proposal TO relance_app;
GRANT UPDATE (cancelled_at) ON payment_receipt TO relance_app;
GRANT UPDATE (read_at) ON creditor_notice TO relance_app;
GRANT UPDATE (match, decision, payment_id) ON bank_entry TO relance_app;
GRANT UPDATE (opening_cents, closing_cents, balanced, sha256) ON bank_statement TO relance_app;
GRANT UPDATE (usable_from, rejected_at) ON creditor_account TO relance_app;
GRANT UPDATE (cancelled_at) ON remittance TO relance_app;
GRANT UPDATE (execute_on, approved_at, cancelled_at, sha256) ON transfer_order TO relance_app;
GRANT UPDATE (executed_on, returned_on) ON transfer_item TO relance_app;
GRANT UPDATE (revoked_at) ON stored_card, webhook_secret TO relance_app;
GRANT UPDATE ON payment_payer, cheque, direct_debit_mandate, direct_debit, checkout TO relance_app;

-- What money that came in is matched by: an invoice's number without spaces and punctuation, and the words of a debtor's name
-- (as plainNumber and wordsOfName of the domain write them).
CREATE FUNCTION plain_number(number text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT upper(regexp_replace(number, '[^A-Za-z0-9]', '', 'g'))
$$;
CREATE FUNCTION name_words(name text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_to_array(trim(regexp_replace(regexp_replace(upper(
    replace(replace(replace(replace(replace(replace(replace(regexp_replace(normalize(name, NFD), '[\u0300-\u036f]', '', 'g'),
      'ß', 'ss'), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ø', 'o'), 'Ø', 'o')),
    '\y([A-Z])\.(?=[A-Z](\.|\y))', '\1', 'g'), '[^A-Z0-9]+', ' ', 'g')), ' ')
$$;
CREATE INDEX claim_plain_number ON claim (tenant_id, plain_number(reference));
CREATE INDEX party_name_words ON party USING gin (name_words(name));
CREATE INDEX payment_payer_iban ON payment_payer (iban) WHERE iban IS NOT NULL;
CREATE INDEX payment_uncleared ON payment (tenant_id) WHERE cleared_on IS NULL;
