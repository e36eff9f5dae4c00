#pragma once

#include "mig/report/evidence.hpp"
#include "mig/report/shard_writer.hpp"

namespace mig::report {

// What a reviewer has to see, in a part of a run; see shard_fields.hpp.

template <class Archive, Like<EvidenceValue> Value>
void describe(Archive& archive, Value& value) {
  auto& [title, text] = value;
  archive.field("title", title);
  archive.field("text", text);
}

template <class Archive, Like<EvidenceChange> Value>
void describe(Archive& archive, Value& one) {
  auto& [change, what, note] = one;
  archive.field("change", change);
  archive.field("what", what);
  archive.field("note", note);
}

template <class Archive, Like<EvidenceChanges> Value>
void describe(Archive& archive, Value& changes) {
  auto& [rows, left_out] = changes;
  archive.field("rows", rows);
  archive.field("left_out", left_out);
}

template <class Archive, Like<EvidenceScript> Value>
void describe(Archive& archive, Value& script) {
  auto& [path, direction, digest, statements, was_read, effects] = script;
  archive.field("path", path);
  archive.field("direction", direction);
  archive.field("digest", digest);
  archive.field("statements", statements);
  archive.field("was_read", was_read);
  archive.field("effects", effects);
}

template <class Archive, Like<EvidenceFile> Value>
void describe(Archive& archive, Value& file) {
  auto& [path, digest, standing] = file;
  archive.field("path", path);
  archive.field("digest", digest);
  archive.field("standing", standing);
}

template <class Archive, Like<EvidenceFiles> Value>
void describe(Archive& archive, Value& files) {
  auto& [rows, left_out] = files;
  archive.field("rows", rows);
  archive.field("left_out", left_out);
}

template <class Archive, Like<EvidenceRun> Value>
void describe(Archive& archive, Value& run) {
  auto& [title, facts, inputs, outputs, was_observed, observed] = run;
  archive.field("title", title);
  archive.field("facts", facts);
  archive.field("inputs", inputs);
  archive.field("outputs", outputs);
  archive.field("was_observed", was_observed);
  archive.field("observed", observed);
}

template <class Archive, Like<EvidenceApproval> Value>
void describe(Archive& archive, Value& approval) {
  auto& [path, rule, object, reason, given_by, reference, expires, signature] = approval;
  archive.field("path", path);
  archive.field("rule", rule);
  archive.field("object", object);
  archive.field("reason", reason);
  archive.field("given_by", given_by);
  archive.field("reference", reference);
  archive.field("expires", expires);
  archive.field("signature", signature);
}

template <class Archive, Like<EvidenceJustification> Value>
void describe(Archive& archive, Value& justification) {
  auto& [rule, reason] = justification;
  archive.field("rule", rule);
  archive.field("reason", reason);
}

template <class Archive, Like<Evidence> Value>
void describe(Archive& archive, Value& evidence) {
  auto& [digest, declared, is_executed, has_base, is_new, files, scripts, scripts_left_out,
         was_simulated, delta, runs, runs_left_out, rollback, rehearsal_inputs, rehearsal_outputs,
         approvals, approvals_left_out, justifications, justifications_left_out] = evidence;
  archive.field("digest", digest);
  archive.field("declared", declared);
  archive.field("is_executed", is_executed);
  archive.field("has_base", has_base);
  archive.field("is_new", is_new);
  archive.field("files", files);
  archive.field("scripts", scripts);
  archive.field("scripts_left_out", scripts_left_out);
  archive.field("was_simulated", was_simulated);
  archive.field("delta", delta);
  archive.field("runs", runs);
  archive.field("runs_left_out", runs_left_out);
  archive.field("rollback", rollback);
  archive.field("rehearsal_inputs", rehearsal_inputs);
  archive.field("rehearsal_outputs", rehearsal_outputs);
  archive.field("approvals", approvals);
  archive.field("approvals_left_out", approvals_left_out);
  archive.field("justifications", justifications);
  archive.field("justifications_left_out", justifications_left_out);
}

}  // namespace mig::report
