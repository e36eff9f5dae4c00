#include "mig/app/evidence/sign_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "mig/app/console.hpp"
#include "mig/app/evidence/existing_envelope.hpp"
#include "mig/app/evidence/key_standing.hpp"
#include "mig/app/evidence/signing_key.hpp"
#include "mig/app/evidence/signing_place.hpp"
#include "mig/app/evidence/signing_statement.hpp"
#include "mig/report/envelope_file.hpp"
#include "mig/trust/key.hpp"

namespace mig::app {
namespace {

constexpr std::string_view kTool = "mig-receipt-verify sign";
constexpr int kRefused = 1;

struct SignFlags {
  KeySource key;
  std::string encoding;  ///< empty: that of the trust policy, else the usual one of the key
  std::vector<std::string> receipts;
  std::vector<std::string> approvals;
  TrustChoice trust;
  bool replaces = false;
};

/// One envelope to be written.
struct Task {
  SigningPlace place;
  std::string envelope;  ///< path relative to the bundle
  SigningStatement statement;
  ExistingEnvelope existing;
  trust::SignatureEncoding encoding = trust::SignatureEncoding::raw;
  std::vector<Error> refusals;  ///< with any of them nothing is signed
};

/// The key that signs, and where it has to count.
struct Signer {
  trust::PrivateKey key;
  TrustLookup trust;
};

// The trust policy fixes one encoding for each key: a signature in another one verifies nothing.
Result<trust::SignatureEncoding> encoding_for(const SignFlags& flags, const trust::PublicKey& key,
                                              const bundle::TrustFacts* trust) {
  const auto asked = signature_encoding(key, flags.encoding);
  const auto* entry = trust == nullptr ? nullptr : entry_of(*trust, key);
  if (!asked || entry == nullptr) return asked;
  const auto fixed = trust::encoding_named(entry->encoding.value);
  if (!fixed || flags.encoding.empty() || *fixed == *asked) return fixed.value_or(*asked);
  return failure(ErrorKind::usage,
                 fmt::format("--signature-encoding {}: signatures of this key are written as {}",
                             flags.encoding, name_of(*fixed)),
                 trust->text->locate(entry->encoding.span),
                 "leave the flag out: the trust policy says how");
}

Result<Task> examine(const SignFlags& flags, Signer& signer, SigningPlace place, bool is_approval) {
  Task task;
  auto statement = is_approval ? statement_of_approval(place) : statement_of_receipt(place);
  if (!statement) return tl::unexpected(statement.error());
  const auto trust = signer.trust.in_force_for(place);
  if (!trust) return tl::unexpected(trust.error());
  const auto& key = signer.key.public_key();
  const auto encoding = encoding_for(flags, key, trust->get());
  if (!encoding) return tl::unexpected(encoding.error());
  task.encoding = *encoding;
  task.envelope = envelope_path_of(place.path);
  task.place = std::move(place);
  task.statement = std::move(*statement);
  task.refusals = task.statement.refusals;
  if (!task.refusals.empty()) return task;
  if (*trust) task.refusals = faults_of_signer(*trust, key, task.place, task.statement);
  auto existing =
      look_at_envelope(task.place, task.envelope, task.statement.payload, flags.replaces);
  if (!existing) return tl::unexpected(existing.error());
  task.existing = std::move(*existing);
  const auto& more = task.existing.refusals;
  task.refusals.insert(task.refusals.end(), more.begin(), more.end());
  return task;
}

/// A receipt that is not there to be signed.
Task task_of_stored(StoredReceiptPlace stored) {
  Task task;
  task.envelope = envelope_path_of(stored.place.path);
  task.place = std::move(stored.place);
  task.refusals.push_back(
      {ErrorKind::no_verdict, "the receipt is kept in a store, and what is not there is not signed",
       Location{task.place.shown(stored.reference), std::nullopt},
       stored.how_to_fetch + ", or name each receipt that lies in the bundle by itself"});
  return task;
}

void add_once(Task task, std::vector<Task>& tasks) {
  const auto where = task.place.absolute(task.envelope);
  const bool is_known = std::any_of(tasks.begin(), tasks.end(), [&where](const Task& known) {
    return known.place.absolute(known.envelope) == where;
  });
  if (!is_known) tasks.push_back(std::move(task));
}

Result<std::vector<Task>> examine_all(const SignFlags& flags, Signer& signer) {
  std::vector<Task> tasks;
  for (const auto& given : flags.receipts) {
    auto found = receipts_at(given);
    if (!found) {
      if (found.error().kind == ErrorKind::usage && flags.approvals.empty()) {
        found.error().remedy += "; an approval is named with --approval";
      }
      return tl::unexpected(found.error());
    }
    for (auto& place : found->receipts) {
      auto task = examine(flags, signer, std::move(place), false);
      if (!task) return tl::unexpected(task.error());
      add_once(std::move(*task), tasks);
    }
    for (auto& stored : found->stored) add_once(task_of_stored(std::move(stored)), tasks);
  }
  for (const auto& given : flags.approvals) {
    auto place = approval_at(given);
    if (!place) return tl::unexpected(place.error());
    auto task = examine(flags, signer, std::move(*place), true);
    if (!task) return tl::unexpected(task.error());
    add_once(std::move(*task), tasks);
  }
  return tasks;
}

/// Whether an envelope needs no signature of that key: it counts once.
Result<bool> has_signed(const trust::PublicKey& key, const Task& task, const std::string& message) {
  if (!task.existing.kept) return false;
  const auto encoding = encoding_of_signature(key, *task.existing.kept, message);
  if (!encoding) return tl::unexpected(encoding.error());
  if (!*encoding || **encoding == task.encoding) return encoding->has_value();
  return failure(ErrorKind::usage,
                 fmt::format("the key has signed this in the encoding {} before, and now in {}",
                             name_of(**encoding), name_of(task.encoding)),
                 Location{task.place.shown(task.envelope), std::nullopt},
                 "the trust policy fixes one for each key: sign in that; --replace drops the "
                 "envelope with every signature, and whoever else signed signs again");
}

std::string told_of(const Task& task) {
  const auto count = task.existing.kept ? task.existing.kept->signatures.size() + 1 : 1;
  auto told = fmt::format("signed {}: {} {}, {} {}", task.place.shown(task.envelope),
                          task.statement.files, task.statement.files == 1 ? "file" : "files", count,
                          count == 1 ? "signature" : "signatures");
  if (task.existing.dropped > 0) {
    told += fmt::format("; dropped {} that {} there: whoever else signed signs again",
                        task.existing.dropped, task.existing.dropped == 1 ? "was" : "were");
  }
  return told + '\n';
}

Result<std::string> sign(const trust::PrivateKey& key, const Task& task) {
  const auto& payload = task.statement.payload;
  const auto message = trust::pre_authentication_encoding(contract::kStatementPayloadType, payload);
  const auto has = has_signed(key.public_key(), task, message);
  if (!has) return tl::unexpected(has.error());
  if (*has) {
    return fmt::format("{} is signed with this key already\n", task.place.shown(task.envelope));
  }
  auto bytes = key.sign(task.encoding, message);
  if (!bytes) return tl::unexpected(bytes.error());
  const report::NewSignature signature{key.public_key().id(), std::move(*bytes)};
  const auto text = task.existing.kept ? report::envelope_json(*task.existing.kept, signature)
                                       : report::envelope_json(payload, signature);
  if (auto written = io::write_file_atomically(task.place.absolute(task.envelope), text);
      !written) {
    return tl::unexpected(written.error());
  }
  return told_of(task);
}

/// Tells every refusal; whether there was one.
bool tell_refusals(const std::vector<Task>& tasks) {
  bool is_refused = false;
  for (const auto& task : tasks) {
    for (const auto& error : task.refusals) {
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
  return Signer{std::move(*key), TrustLookup(flags.trust)};
}

Result<int> sign_all(const SignFlags& flags) {
  if (flags.receipts.empty() && flags.approvals.empty()) {
    return failure(ErrorKind::usage, "nothing was given to sign", {},
                   "name a run receipt, a run folder or a bundle, or an approval with --approval");
  }
  auto signer = signer_of(flags);
  if (!signer) return tl::unexpected(signer.error());
  const auto tasks = examine_all(flags, *signer);
  if (!tasks) return tl::unexpected(tasks.error());
  if (tell_refusals(*tasks)) return kRefused;
  for (const auto& task : *tasks) {
    const auto told = sign(signer->key, task);
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
                 "approvals to sign: approvals/NAME.yml of a bundle, or .mig/approvals/NAME.yml");
  auto* file =
      app.add_option("--key", flags->key.file, "private key: PKCS#8 PEM without a passphrase");
  app.add_option("--key-env", flags->key.variable, "variable of the environment that holds the key")
      ->excludes(file);
  app.add_option("--signature-encoding", flags->encoding,
                 "where no trust policy says it: der (default) or p1363 of an ecdsa-p256 key")
      ->check(CLI::IsMember({"raw", "der", "p1363"}));
  app.add_flag("--replace", flags->replaces,
               "drop the envelope that is there with all of its signatures, whoever made them");
  auto* policy =
      app.add_option("--trust", flags->trust.file,
                     "trust policy in which the key has to count (default: <root>/.mig/trust.yml)");
  app.add_flag("--no-trust", flags->trust.is_ignored, "sign without looking whether the key counts")
      ->excludes(policy);
  return [flags] { return sign_all(*flags); };
}

}  // namespace mig::app
