// Which rules tell which damage of which file.
#include <map>
#include <utility>

#include "support/signed_mutation.hpp"

namespace mig::test {
namespace {

const char* name_of(Damage damage) {
  switch (damage) {
    case Damage::flipped:
      return "flipped byte";
    case Damage::removed:
      return "removed field";
    case Damage::repeated:
      return "repeated key";
    case Damage::swapped:
      return "swapped values";
    case Damage::omitted:
      return "omitted file";
    case Damage::linked:
      return "symbolic link";
    case Damage::fifo:
      return "FIFO";
    case Damage::folder:
      return "folder";
    case Damage::bom:
      return "byte-order mark";
    case Damage::nul:
      return "NUL";
    case Damage::cut:
      return "cut or doubled";
  }
  return "";
}

const char* name_of(Part part) {
  switch (part) {
    case Part::input:
      return "input";
    case Part::notes:
      return "notes";
    case Part::output:
      return "output";
    case Part::receipt:
      return "receipt";
    case Part::reference:
      return "reference";
    case Part::blob:
      return "receipt in the store";
    case Part::envelope:
      return "envelope of a run";
    case Part::approval:
      return "approval";
    case Part::approval_envelope:
      return "envelope of an approval";
    case Part::prov:
      return "provenance";
  }
  return "";
}

using Reasons = std::vector<std::string>;

Reasons operator+(Reasons left, const Reasons& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

const Reasons kUnreadable{
    "document-syntax-error", "document-invalid-utf8",   "document-nul-byte",     "document-empty",
    "document-too-deep",     "document-trailing-bytes", "document-duplicate-key"};
const Reasons kShapeOfReceipt{"receipt-invalid-value", "receipt-missing-field",
                              "receipt-unknown-key"};

/// What tells that the content is another.
Reasons of_content(Part part) {
  switch (part) {
    case Part::input:
      return {"receipt-input-mismatch"};
    case Part::notes:
      return {"receipt-bundle-digest-mismatch"};
    case Part::output:
      return {"receipt-output-mismatch"};
    case Part::receipt:
      return Reasons{"signature-subject-mismatch"} + kShapeOfReceipt + kUnreadable;
    case Part::reference:
      return Reasons{"receipt-ref-mismatch"} + kShapeOfReceipt + kUnreadable;
    case Part::blob:
      return {"receipt-ref-mismatch"};
    case Part::envelope:
    case Part::approval_envelope:
      return Reasons{"signature-unverified",    "signature-malformed-payload",
                     "signature-wrong-type",    "signature-missing-field",
                     "signature-invalid-value", "signature-unknown-key"} +
             kUnreadable;
    case Part::approval:
      return {"receipt-wrong-approval"};
    case Part::prov:
      return Reasons{"prov-"} + kUnreadable;
  }
  return {};
}

/// A file that is no file any more.
Reasons of_absence(Part part) {
  switch (part) {
    case Part::envelope:
      return {"signature-missing"};
    case Part::approval_envelope:
      return {"receipt-unapproved-production"};
    case Part::receipt:
    case Part::reference:
      return {"receipt-unlisted-file"};
    case Part::blob:
      return {"receipt-ref-mismatch"};
    default:
      return of_content(part);
  }
}

bool is_record(Part part) {
  return part != Part::input && part != Part::notes && part != Part::output && part != Part::blob &&
         part != Part::approval;
}

Reasons of_removal(Part part) {
  if (!is_record(part)) return of_content(part);
  if (part == Part::prov) return Reasons{"prov-missing-field"} + of_content(part);
  if (part == Part::receipt || part == Part::reference)
    return Reasons{"receipt-missing-field"} + of_content(part);
  // Without one of two signatures.
  return Reasons{"signature-missing-field", "signature-below-threshold"} + of_content(part);
}

Reasons of_swap(Part part) {
  if (!is_record(part)) return of_content(part);
  if (part == Part::prov) return Reasons{"prov-invalid-value"} + of_content(part);
  const bool is_receipt = part == Part::receipt || part == Part::reference;
  return Reasons{is_receipt ? "receipt-invalid-value" : "signature-wrong-type"} + of_content(part);
}

Reasons reasons_of(Damage damage, Part part) {
  switch (damage) {
    case Damage::flipped:
      return of_content(part);
    case Damage::removed:
      return of_removal(part);
    case Damage::repeated:
      return {"document-duplicate-key"};
    case Damage::swapped:
      return of_swap(part);
    case Damage::bom:
      return Reasons{"document-byte-order-mark"} + of_content(part);
    case Damage::nul:
      return Reasons{"document-nul-byte"} + of_content(part);
    case Damage::cut:
      return Reasons{"document-empty"} + of_content(part);
    case Damage::omitted:
      return of_absence(part);
    case Damage::folder:
      if (part == Part::blob || part == Part::notes) return {"document-irregular-file"};
      return of_absence(part);
    case Damage::linked:
    case Damage::fifo:
      return Reasons{"document-irregular-file"} + of_absence(part);
  }
  return {};
}

}  // namespace

Part part_of(const std::string& path) {
  if (path.starts_with("store/")) return Part::blob;
  if (path.ends_with("prov.jsonld")) return Part::prov;
  if (path.ends_with("run_receipt.json")) return Part::receipt;
  if (path.ends_with("receipt_ref.json")) return Part::reference;
  if (path.ends_with("run_receipt.dsse.json")) return Part::envelope;
  if (path.ends_with(".dsse.json")) return Part::approval_envelope;
  if (path.find("/approvals/") != path.npos) return Part::approval;
  if (path.ends_with("notes.md")) return Part::notes;
  const bool is_output = path.find("/baselines/") != path.npos || path.find("/diffs/") != path.npos;
  return is_output ? Part::output : Part::input;
}

const MutationClass& class_of(Damage damage, Part part) {
  static std::map<std::pair<Damage, Part>, MutationClass> classes;
  auto& found = classes[{damage, part}];
  if (found.name.empty()) {
    found.name = std::string(name_of(damage)) + ": " + name_of(part);
    found.reasons = reasons_of(damage, part);
  }
  return found;
}

}  // namespace mig::test
