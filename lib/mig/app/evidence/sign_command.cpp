#include "mig/app/evidence/sign_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mig/app/console.hpp"
#include "mig/app/evidence/signing_key.hpp"
#include "mig/app/evidence/signing_place.hpp"
#include "mig/app/evidence/signing_statement.hpp"
#include "mig/bundle/load.hpp"
#include "mig/contract/envelope.hpp"
#include "mig/report/envelope_file.hpp"
#include "mig/trust/base64.hpp"
#include "mig/trust/key.hpp"

namespace mig::app {
namespace {

constexpr std::string_view kTool = "mig-receipt-verify sign";
constexpr int kRefused = 1;

struct SignFlags {
  KeySource key;
  std::string encoding;  ///< empty: the usual one of the key
  std::vector<std::string> receipts;
  std::vector<std::string> approvals;
  bool replaces = false;
};

/// One envelope to be written.
struct Task {
  SigningPlace place;
  std::string envelope;  ///< path relative to the bundle
  SigningStatement statement;
  std::optional<contract::Envelope> existing;  ///< which holds the same payload
};

struct Signer {
  trust::PrivateKey key;
  trust::SignatureEncoding encoding;
};

Error refusal(const Task& task, std::string message, std::string remedy) {
  return {ErrorKind::no_verdict, std::move(message),
          Location{task.place.shown(task.envelope), std::nullopt}, std::move(remedy)};
}

bool holds(const contract::Envelope& envelope, const std::string& payload) {
  return envelope.payload_type.value == contract::kStatementPayloadType &&
         envelope.payload.value == trust::encode_base64(payload);
}

/// What lies where the envelope is to be written: nothing, one of the same payload, or something
/// else, which is lost only where that was asked for.
Result<void> look_at_existing(bool replaces, Task& task) {
  auto document =
      bundle::load_document(*task.place.bundle, task.envelope,
                            contract::DocumentKind::dsse_envelope, contract::FileLimits{});
  if (!document) {
    if (document.error().location) {
      document.error().location->path = task.place.shown(task.envelope);
    }
    return tl::unexpected(document.error());
  }
  auto& refusals = task.statement.refusals;
  if (document->access) {
    if (document->access->fault == io::AccessFault::not_found) return {};
    refusals.push_back(refusal(task, document->access->message,
                               "remove it: an envelope is a regular file beside what it signs"));
    return {};
  }
  if (document->is_valid()) {
    auto envelope = contract::read_envelope(document->value);
    if (holds(envelope, task.statement.payload)) {
      task.existing = std::move(envelope);
      return {};
    }
  }
  if (replaces) return {};
  refusals.push_back(
      document->is_valid()
          ? refusal(task, "an envelope is there whose payload is not what would be signed now",
                    "see why the files changed since; --replace drops it and its signatures")
          : refusal(task, "what is there is no envelope to which a signature could be added",
                    "see what mig-validate tells of it; --replace drops it"));
  return {};
}

Result<Task> examine(const SignFlags& flags, SigningPlace place, bool is_approval) {
  Task task;
  auto statement = is_approval ? statement_of_approval(place) : statement_of_receipt(place);
  if (!statement) return tl::unexpected(statement.error());
  task.envelope = envelope_path_of(place.path);
  task.place = std::move(place);
  task.statement = std::move(*statement);
  if (!task.statement.refusals.empty()) return task;
  if (auto looked = look_at_existing(flags.replaces, task); !looked) {
    return tl::unexpected(looked.error());
  }
  return task;
}

Result<void> add_task(const SignFlags& flags, SigningPlace place, bool is_approval,
                      std::vector<Task>& tasks) {
  auto task = examine(flags, std::move(place), is_approval);
  if (!task) return tl::unexpected(task.error());
  const auto where = task->place.absolute(task->envelope);
  const bool is_known = std::any_of(tasks.begin(), tasks.end(), [&where](const Task& known) {
    return known.place.absolute(known.envelope) == where;
  });
  if (!is_known) tasks.push_back(std::move(*task));
  return {};
}

Result<std::vector<Task>> examine_all(const SignFlags& flags) {
  std::vector<Task> tasks;
  for (const auto& given : flags.receipts) {
    auto places = receipts_at(given);
    if (!places) return tl::unexpected(places.error());
    for (auto& place : *places) {
      if (auto added = add_task(flags, std::move(place), false, tasks); !added) {
        return tl::unexpected(added.error());
      }
    }
  }
  for (const auto& given : flags.approvals) {
    auto place = approval_at(given);
    if (!place) return tl::unexpected(place.error());
    if (auto added = add_task(flags, std::move(*place), true, tasks); !added) {
      return tl::unexpected(added.error());
    }
  }
  return tasks;
}

/// How a signature of that key is written in an envelope; nothing: it has none.
Result<std::optional<trust::SignatureEncoding>> signed_in(const trust::PublicKey& key,
                                                          const contract::Envelope& envelope,
                                                          const std::string& message) {
  using trust::SignatureEncoding;
  for (const auto& signature : envelope.signatures) {
    const auto bytes = trust::decode_base64(signature.sig.value, trust::Base64Alphabet::standard);
    if (!bytes) continue;
    for (const auto encoding :
         {SignatureEncoding::raw, SignatureEncoding::der, SignatureEncoding::p1363}) {
      const auto is_same = key.verify(encoding, message, *bytes);
      if (!is_same) return tl::unexpected(is_same.error());
      if (*is_same) return encoding;
    }
  }
  return std::nullopt;
}

/// Whether an envelope needs no signature of that key: it counts once.
Result<bool> has_signed(const Signer& signer, const Task& task, const std::string& message) {
  if (!task.existing) return false;
  const auto encoding = signed_in(signer.key.public_key(), *task.existing, message);
  if (!encoding) return tl::unexpected(encoding.error());
  if (!*encoding || **encoding == signer.encoding) return encoding->has_value();
  return failure(ErrorKind::usage,
                 fmt::format("the key has signed this in the encoding {} before, and now in {}",
                             name_of(**encoding), name_of(signer.encoding)),
                 Location{task.place.shown(task.envelope), std::nullopt},
                 "the trust policy fixes one for each key: sign in that, and remove an envelope "
                 "that holds the other");
}

Result<std::string> sign(const Signer& signer, const Task& task) {
  const auto& payload = task.statement.payload;
  const auto message = trust::pre_authentication_encoding(contract::kStatementPayloadType, payload);
  const auto shown = task.place.shown(task.envelope);
  const auto has = has_signed(signer, task, message);
  if (!has) return tl::unexpected(has.error());
  if (*has) return fmt::format("{} is signed with this key already\n", shown);
  auto bytes = signer.key.sign(signer.encoding, message);
  if (!bytes) return tl::unexpected(bytes.error());
  const report::NewSignature signature{signer.key.public_key().id(), std::move(*bytes)};
  const auto text = task.existing ? report::envelope_json(*task.existing, signature)
                                  : report::envelope_json(payload, signature);
  if (auto written = io::write_file_atomically(task.place.absolute(task.envelope), text);
      !written) {
    return tl::unexpected(written.error());
  }
  const auto count = task.existing ? task.existing->signatures.size() + 1 : 1;
  return fmt::format("signed {}: {} {}, {} {}\n", shown, task.statement.files,
                     task.statement.files == 1 ? "file" : "files", count,
                     count == 1 ? "signature" : "signatures");
}

/// Tells every refusal; whether there was one.
bool tell_refusals(const std::vector<Task>& tasks) {
  bool is_refused = false;
  for (const auto& task : tasks) {
    for (const auto& error : task.statement.refusals) {
      static_cast<void>(fail_with(kTool, error));
      is_refused = true;
    }
  }
  // A part of what was asked for could be taken for the whole.
  if (is_refused) complain(fmt::format("{}: nothing was signed\n", kTool));
  return is_refused;
}

Result<Signer> signer_of(const SignFlags& flags) {
  auto key = read_signing_key(flags.key);
  if (!key) return tl::unexpected(key.error());
  const auto encoding = signature_encoding(key->public_key(), flags.encoding);
  if (!encoding) return tl::unexpected(encoding.error());
  return Signer{std::move(*key), *encoding};
}

Result<int> sign_all(const SignFlags& flags) {
  if (flags.receipts.empty() && flags.approvals.empty()) {
    return failure(ErrorKind::usage, "nothing was given to sign", {},
                   "name a run receipt, a run folder or a bundle, or an approval with --approval");
  }
  const auto signer = signer_of(flags);
  if (!signer) return tl::unexpected(signer.error());
  const auto tasks = examine_all(flags);
  if (!tasks) return tl::unexpected(tasks.error());
  if (tell_refusals(*tasks)) return kRefused;
  for (const auto& task : *tasks) {
    const auto told = sign(*signer, task);
    if (!told) return tl::unexpected(told.error());
    if (auto printed = print(*told); !printed) return tl::unexpected(printed.error());
  }
  return 0;
}

}  // namespace

Action declare_sign(CLI::App& app) {
  auto flags = std::make_shared<SignFlags>();
  app.add_option("receipts", flags->receipts,
                 "run receipts; or bundles and run folders, of which every receipt is signed");
  app.add_option("--approval", flags->approvals,
                 "approvals to sign: approvals/NAME.yml of a bundle");
  auto* file =
      app.add_option("--key", flags->key.file, "private key: PKCS#8 PEM without a passphrase");
  app.add_option("--key-env", flags->key.variable, "variable of the environment that holds the key")
      ->excludes(file);
  app.add_option("--signature-encoding", flags->encoding,
                 "as the key's entry in the trust policy says: der (default) or p1363 of an "
                 "ecdsa-p256 key")
      ->check(CLI::IsMember({"raw", "der", "p1363"}));
  app.add_flag("--replace", flags->replaces,
               "drop an envelope whose payload is another, with all of its signatures");
  return [flags] { return sign_all(*flags); };
}

}  // namespace mig::app
