#include "mig/app/evidence/signing_statement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "mig/bundle/bound_files.hpp"
#include "mig/bundle/load.hpp"
#include "mig/bundle/redaction.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/contract/declaration.hpp"
#include "mig/contract/records.hpp"
#include "mig/contract/statement.hpp"
#include "mig/report/statement_file.hpp"

namespace mig::app {
namespace {

constexpr std::size_t kMostRefusals = 20;

/// A document that is read to be signed, and what is said about it.
class Examined {
 public:
  static Result<Examined> load(const SigningPlace& place, std::string_view path,
                               contract::DocumentKind kind) {
    auto document = bundle::load_document(*place.bundle, path, kind, contract::FileLimits{});
    if (!document) {
      auto& location = document.error().location;
      if (location) location->path = place.shown(location->path);
      return tl::unexpected(document.error());
    }
    return Examined(place, std::move(*document));
  }

  const bundle::DocumentFacts& document() const { return *document_; }
  std::shared_ptr<const bundle::DocumentFacts> shared() const { return document_; }

  /// Words of parsers may quote what they choke on: values that were found in the file are blanked.
  Error refusal(std::optional<Span> span, std::string message, std::string remedy) const {
    auto location = span ? document_->source->locate(*span) : document_->source->whole_file();
    location.path = place_.shown(location.path);
    Error error{ErrorKind::no_verdict, std::move(message), std::move(location), std::move(remedy)};
    bundle::Redactor redactor;
    redactor.add(*document_->source);
    redactor.clean(error);
    return error;
  }

  /// Why it cannot be used; empty when it fits its schema.
  std::vector<Error> faults() const {
    constexpr const char* kRemedy = "mig-validate tells all that is wrong with it";
    std::vector<Error> out;
    if (document_->access) out.push_back(refusal({}, document_->access->message, kRemedy));
    if (document_->fault) {
      out.push_back(refusal(document_->fault->span, document_->fault->message, kRemedy));
    }
    for (const auto& violation : document_->violations) {
      if (out.size() == kMostRefusals) break;
      out.push_back(refusal(violation.span, violation.message, kRemedy));
    }
    return out;
  }

 private:
  Examined(const SigningPlace& place, bundle::DocumentFacts document)
      : place_(place),
        document_(std::make_shared<const bundle::DocumentFacts>(std::move(document))) {}

  SigningPlace place_;
  std::shared_ptr<const bundle::DocumentFacts> document_;
};

std::string wrong_binding(const char* list, const bundle::BoundFile& file) {
  const auto& path = file.named.path.value;
  switch (file.binding) {
    case bundle::Binding::same:
      return {};
    case bundle::Binding::differs:
      return fmt::format("the receipt names {} among its {} with another digest: its bytes have {}",
                         path, list, file.actual);
    case bundle::Binding::missing:
      return fmt::format("the receipt names {} among its {}, and the bundle has no such file", path,
                         list);
    case bundle::Binding::repeated:
      return fmt::format("the receipt names {} twice among its {}", path, list);
    case bundle::Binding::unusable:
      return fmt::format("the receipt names {} among its {}, which is no file of the bundle", path,
                         list);
  }
  return {};
}

/// Holds one list of a receipt against the bundle.
Result<void> bind(const SigningPlace& place, const Examined& receipt, const char* list,
                  const std::vector<contract::FileDigest>& named, std::vector<Error>& refusals) {
  bundle::BundleFacts nothing_loaded;
  const auto files = bundle::bind_files(*place.bundle, nothing_loaded, named);
  if (!files) {
    auto error = files.error();
    if (error.location) error.location->path = place.shown(error.location->path);
    return tl::unexpected(std::move(error));
  }
  for (const auto& file : *files) {
    auto wrong = wrong_binding(list, file);
    if (wrong.empty()) continue;
    const bool is_about_path = file.binding != bundle::Binding::differs;
    refusals.push_back(receipt.refusal(
        is_about_path ? file.named.path.span : file.named.digest.span, std::move(wrong),
        "restore the file as the run left it, or have the run write its receipt anew"));
  }
  return {};
}

contract::RunPredicate predicate_of(const contract::RunReceipt& receipt) {
  const auto text = [](const std::optional<contract::LocatedString>& value) {
    return value.value_or(contract::LocatedString{});
  };
  return {text(receipt.migration_id), text(receipt.run_id),  text(receipt.environment_name),
          text(receipt.git_commit),   receipt.bundle_digest, receipt.sequence,
          receipt.previous_receipt};
}

/// The id that the declaration of the bundle gives; nothing, and why, when it gives none.
Result<std::optional<std::string>> declared_id(const SigningPlace& place,
                                               std::vector<Error>& refusals) {
  const auto file =
      Examined::load(place, bundle::kDeclarationFile, contract::DocumentKind::declaration);
  if (!file) return tl::unexpected(file.error());
  if (!file->document().access && !file->document().fault) {
    const auto declaration = contract::read_declaration(file->document().value);
    if (declaration.migration_id) return declaration.migration_id->value;
  }
  refusals.push_back(
      file->refusal({}, "the declaration of the bundle gives no migration_id that could be read",
                    "mig-validate tells what is wrong with it"));
  return std::nullopt;
}

Result<void> check_receipt(const SigningPlace& place, const Examined& file,
                           const contract::RunReceipt& receipt, std::vector<Error>& refusals) {
  const auto id = declared_id(place, refusals);
  if (!id) return tl::unexpected(id.error());
  if (*id && receipt.migration_id && receipt.migration_id->value != **id) {
    refusals.push_back(
        file.refusal(receipt.migration_id->span,
                     fmt::format("the receipt is one of {}, and the bundle declares {}",
                                 receipt.migration_id->value, **id),
                     "sign a receipt in the bundle that was run"));
  }
  if (auto bound = bind(place, file, "inputs", receipt.inputs, refusals); !bound) return bound;
  return bind(place, file, "outputs", receipt.outputs, refusals);
}

/// "sha256:<hex>" without what comes before the digits.
std::string hex_of(const std::string& digest) {
  return digest.substr(digest.find(':') + 1);
}

}  // namespace

Result<SigningStatement> statement_of_receipt(const SigningPlace& place) {
  const auto file = Examined::load(place, place.path, contract::DocumentKind::run_receipt);
  if (!file) return tl::unexpected(file.error());
  SigningStatement statement;
  statement.refusals = file->faults();
  statement.document = file->shared();
  if (!file->document().is_valid()) return statement;
  const auto& receipt = statement.receipt = contract::read_run_receipt(file->document().value);
  if (auto checked = check_receipt(place, *file, receipt, statement.refusals); !checked) {
    return tl::unexpected(checked.error());
  }
  std::vector<report::StatementSubject> subjects{{place.path, file->document().hex}};
  for (const auto& output : receipt.outputs) {
    subjects.push_back({output.path.value, hex_of(output.digest.value)});
  }
  statement.files = subjects.size();
  statement.payload = report::statement_json(std::move(subjects), predicate_of(receipt));
  return statement;
}

Result<SigningStatement> statement_of_approval(const SigningPlace& place) {
  const auto file = Examined::load(place, place.path, contract::DocumentKind::approval);
  if (!file) return tl::unexpected(file.error());
  SigningStatement statement;
  statement.refusals = file->faults();
  statement.document = file->shared();
  if (!file->document().is_valid()) return statement;
  const auto& approval = statement.approval.emplace(
      contract::read_approval(file->document().value, file->document().source));
  contract::ApprovalPredicate predicate{{},
                                        approval.rule,
                                        approval.object,
                                        approval.approved_by,
                                        approval.role,
                                        approval.subject_digest};
  if (!place.is_gate) {
    const auto id = declared_id(place, statement.refusals);
    if (!id) return tl::unexpected(id.error());
    predicate.migration_id = contract::LocatedString{id->value_or(""), {}};
  }
  statement.files = 1;
  statement.payload = report::statement_json({{place.path, file->document().hex}}, predicate);
  return statement;
}

}  // namespace mig::app
