#include "support/key_changes.hpp"

namespace mig::test {
namespace {

constexpr std::string_view kPolicy = R"(schema_version: policy.v1
migrations_roots: [migrations, db/migrations]
environments: {ci: dev, stage: stage, prod: prod}
protected_domains:
  schemas: [governance, audit]
  tables: [public.authority_*]
  labels: [Authority]
  namespaces: [governance]
  objects: [function governance.*]
canonical_zones: {schemas: [raw, work]}
table_sizes:
  medium_from_rows: 1000
  large_from_rows: 20000
  rebuild_review_above_rows: 3000
  unknown: small
required_objects: [index public.parcels_geom_idx]
governance:
  reviewers: ["*governance*"]
  critical_classes: [governance-critical]
plans: {required_for: ["governance-*"]}
approvals:
  unsigned: none
  unsigned_rules: {accept: [plan-missing], refuse: [approval-missing-role]}
  required_roles:
    - {tier: stage, change_class: "governance-*", roles: [governance]}
rollback:
  evidence:
    - {tier: prod, change_class: "governance-*", grade: rehearsed_isolated}
  backups: {tiers: [prod], classes: [critical, high]}
actors:
  dev: ["person:ada"]
  stage: ["svc:stage-*"]
  prod: ["svc:migrations-runner"]
file_limits:
  script_bytes: 1000000
  document_bytes: 1000000
  inventory_bytes: 1000000
  notes_bytes: 1000000
  scanned_bytes: 1000000
secrets:
  salt: 3f1c9a07d2b84e65a0c7f19e6b2d8354
  allow:
    - rule: secret-generic-key
      path: docs/examples/*
      fingerprint: 5f4c9ba2d0e3741185a6b3c2d1e0f9a8
      reason: published test vector of the vendor
      until: "2027-03-31"
coordinates:
  published_decimals: 3
  restricted_areas:
    - {name: nesting sites, bbox: [-102.5, 36.5, -94.5, 40.5], published_decimals: 1}
    - {name: springs, polygon: [[-98.5, 38.5], [-98.25, 38.5], [-98.25, 38.75]]}
)";

constexpr std::string_view kTrust = R"(schema_version: trust.v1
default: deny
keys:
  - id: sha256:36ac638c366fec36b3220cdcefbe0aa1741793267a6cc82796b6b896e84c7fbe
    algorithm: ed25519
    signature_encoding: der
    public_key: "-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----\n"
    principal: svc:migrations-runner
    roles: [runner]
    environments: [stage]
    valid_from: "2026-01-01T00:00:00Z"
    valid_until: "2036-01-01T00:00:00Z"
    revoked: {at: "2026-04-01T00:00:00Z", reason: Its holder changed to another device.}
rules:
  - environment: prod
    threshold: 2
    distinct_principals: true
    roles: [witness]
    max_age_days: 30
)";

constexpr std::string_view kDeclaration = R"(schema_version: migration_declaration.v1
migration_id: PG-MIG-2026-03-01-01
type: postgis
intent: Add a spatial index to the parcels table to speed up map queries
owners: [kfm-platform]
risk: medium
scope:
  allowed_schemas: [public]
  forbidden_schemas: [governance]
  allowed_tables: [parcels]
  forbidden_tables: [authority_sites]
  allowed_objects: [type public.mood]
  forbidden_objects: [function governance.f]
  allowed_operations: [create]
  forbidden_operations: [drop]
  allowed_indices: [parcels-v2]
  forbidden_indices: ["authority-*"]
  allowed_aliases: [parcels]
  forbidden_aliases: [authority]
  allowed_labels: [Parcel]
  forbidden_labels: [Authority]
  allowed_relationship_types: [LIES_IN]
  forbidden_relationship_types: [GOVERNS]
  allowed_namespaces: [public]
  forbidden_namespaces: [governance]
limits:
  max_table_count_touched: 1
  max_index_count_delta: 1
  max_constraint_count_delta: 1
  max_row_backfill: 1
  max_node_delta: 1
  max_rel_delta: 1
requires_rollback: true
irreversible: {reason: It cannot be undone., reference: ADR-0042, strategy: forward-fix}
rollback:
  kind: script
  checkpoint:
    reference: restore-point-1
    digest: sha256:827eeab94f7421c651f6170d7d0e62cd4fad4594fb07faff4466acb01128ccd9
  alias: {name: parcels, index: parcels-v1}
  remains: Rows that were merged stay merged
  owner: map-team
backup:
  reference: backup-2026-03-01-0100
  digest: sha256:827eeab94f7421c651f6170d7d0e62cd4fad4594fb07faff4466acb01128ccd9
  taken_at: "2026-03-01T01:04:00Z"
approvals:
  required_reviewers: [kfm-platform]
  routing_labels: [governance-review]
  change_class: governance-critical
runner:
  tool: psql
  command: scripts/migrate.sh
  environment: [KFM_DB_DSN_REF]
  container_digest: sha256:9d765c3eab8fc0d8c062d3d64b1be9e21fcb2d3039d4d6744129ac8d26460627
artifacts:
  forward: [forward.sql]
  rollback: [rollback.sql]
  baselines: {pre: baselines/pre.json, post: baselines/post.json}
  diffs: {summary: diffs/summary.json, touched: diffs/touched.csv, temporal: diffs/temporal.json}
depends_on: [PG-MIG-2026-02-27-01]
rebuild_plan: Both indices are rebuilt from the catalog by the nightly pipeline.
rollout_class: post_deploy
work_order: WO-MIGRATION-017
x-ticket: GIS-311
)";

}  // namespace

std::string complete_document(contract::DocumentKind kind) {
  switch (kind) {
    case contract::DocumentKind::policy:
      return std::string(kPolicy);
    case contract::DocumentKind::trust:
      return std::string(kTrust);
    case contract::DocumentKind::declaration:
      return std::string(kDeclaration);
    default:
      return {};
  }
}

}  // namespace mig::test
