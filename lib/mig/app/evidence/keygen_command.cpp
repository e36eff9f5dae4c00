#include "mig/app/evidence/keygen_command.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "mig/app/console.hpp"
#include "mig/app/evidence/signing_key.hpp"
#include "mig/base/utf8.hpp"
#include "mig/io/private_file.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/report/escape.hpp"
#include "mig/report/trust_entry.hpp"
#include "mig/trust/key.hpp"

namespace mig::app {
namespace {

constexpr std::chrono::days kUsualValidity{365};

struct KeygenFlags {
  std::string output;
  std::string algorithm = "ed25519";
  std::string encoding;  ///< empty: the usual one of the algorithm
  std::string principal;
  std::vector<std::string> roles;
  std::vector<std::string> environments;
  std::string valid_from;   ///< empty: now
  std::string valid_until;  ///< empty: a year after valid_from
};

tl::unexpected<Error> unusable(std::string message, std::string remedy) {
  return failure(ErrorKind::usage, std::move(message), std::nullopt, std::move(remedy));
}

std::string timestamp(std::chrono::sys_seconds moment) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}Z", fmt::gmtime(moment));
}

bool is_plain(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto point = code_point_at(text, at);
    if (!point.valid || report::is_hostile(point.value)) return false;
    at += point.size;
  }
  return !text.empty() && text.front() != ' ' && text.back() != ' ';
}

/// What stands in the entry is compared letter by letter with receipts and approvals.
Result<void> check_name(const char* flag, const std::string& name) {
  if (!is_plain(name)) {
    return unusable(fmt::format("{}: a name is plain text without blanks around it", flag),
                    "write it as receipts and approvals do, such as svc:migrations-runner");
  }
  if (const auto placeholder = pattern::find_placeholder(name)) {
    return unusable(fmt::format("{} {}: {} stands for something that is still to be written", flag,
                                name, *placeholder),
                    "name who will hold the key and what it is for");
  }
  return {};
}

Result<void> check_names(const KeygenFlags& flags) {
  if (auto checked = check_name("--principal", flags.principal); !checked) return checked;
  for (const auto& role : flags.roles) {
    if (auto checked = check_name("--role", role); !checked) return checked;
  }
  for (const auto& environment : flags.environments) {
    if (auto checked = check_name("--environment", environment); !checked) return checked;
  }
  const bool signs_receipts =
      std::any_of(flags.roles.begin(), flags.roles.end(),
                  [](const auto& role) { return role == "runner" || role == "witness"; });
  if (signs_receipts && flags.environments.empty()) {
    return unusable("a runner or witness without an environment could sign no receipt",
                    "name each environment as receipts do: --environment stage");
  }
  return {};
}

std::vector<std::string> each_once(const std::vector<std::string>& names) {
  std::vector<std::string> out;
  for (const auto& name : names) {
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  }
  return out;
}

Result<std::chrono::sys_seconds> moment(const char* flag, const std::string& text) {
  const auto seconds = pattern::parse_timestamp(text);
  if (!seconds) {
    return unusable(fmt::format("{} {} is no RFC 3339 time with a zone", flag, text),
                    "write it as 2026-03-01T18:30:00Z");
  }
  return std::chrono::sys_seconds(std::chrono::seconds(*seconds));
}

Result<void> set_validity(const KeygenFlags& flags, report::TrustEntry& entry) {
  auto from = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  if (!flags.valid_from.empty()) {
    const auto given = moment("--valid-from", flags.valid_from);
    if (!given) return tl::unexpected(given.error());
    from = *given;
  }
  std::chrono::sys_seconds until = from + kUsualValidity;
  if (!flags.valid_until.empty()) {
    const auto given = moment("--valid-until", flags.valid_until);
    if (!given) return tl::unexpected(given.error());
    until = *given;
  }
  if (until <= from) {
    return unusable("the key would be valid until a moment before it becomes valid",
                    "give a --valid-until that lies after --valid-from");
  }
  entry.valid_from = flags.valid_from.empty() ? timestamp(from) : flags.valid_from;
  entry.valid_until = flags.valid_until.empty() ? timestamp(until) : flags.valid_until;
  return {};
}

Result<report::TrustEntry> entry_of(const KeygenFlags& flags, trust::PublicKey key) {
  if (auto checked = check_names(flags); !checked) return tl::unexpected(checked.error());
  report::TrustEntry entry;
  const auto encoding = signature_encoding(key, flags.encoding);
  if (!encoding) return tl::unexpected(encoding.error());
  entry.encoding = *encoding;
  entry.key = std::move(key);
  entry.principal = flags.principal;
  entry.roles = each_once(flags.roles);
  entry.environments = each_once(flags.environments);
  if (auto set = set_validity(flags, entry); !set) return tl::unexpected(set.error());
  return entry;
}

Result<int> make_key(const KeygenFlags& flags) {
  const auto algorithm = trust::algorithm_named(flags.algorithm);
  if (!algorithm) return unusable("the algorithm is not known", "give ed25519 or ecdsa-p256");
  const auto key = trust::PrivateKey::generate(*algorithm);
  if (!key) return tl::unexpected(key.error());
  const auto entry = entry_of(flags, key->public_key());
  if (!entry) return tl::unexpected(entry.error());
  const auto pem = key->pem();
  if (!pem) return tl::unexpected(pem.error());
  if (auto written = io::write_new_private_file(flags.output, *pem); !written) {
    return tl::unexpected(written.error());
  }
  if (auto told = print(report::trust_entry_yaml(*entry)); !told) {
    told.error().remedy =
        fmt::format("the key is in {}: remove it, and make another", flags.output);
    return tl::unexpected(told.error());
  }
  complain(
      fmt::format("wrote {}, readable for its owner alone: keep it out of every repository, "
                  "and put the entry below keys: of .mig/trust.yml\n",
                  flags.output));
  if (flags.valid_from.empty()) {
    complain(
        fmt::format("it is valid from now on, {}: for a run that finished, or an approval that "
                    "was given, before that, make it with --valid-from\n",
                    entry->valid_from));
  }
  return 0;
}

}  // namespace

Action declare_keygen(CLI::App& app) {
  auto flags = std::make_shared<KeygenFlags>();
  app.add_option("-o,--out", flags->output, "file for the private key; it must not exist yet")
      ->required();
  app.add_option("--algorithm", flags->algorithm, "ed25519 (default) or ecdsa-p256")
      ->check(CLI::IsMember({"ed25519", "ecdsa-p256"}));
  app.add_option("--signature-encoding", flags->encoding,
                 "how an ecdsa-p256 key writes signatures: der (default) or p1363")
      ->check(CLI::IsMember({"raw", "der", "p1363"}));
  app.add_option("--principal", flags->principal, "who will hold it, such as svc:migrations-runner")
      ->required();
  app.add_option("--role", flags->roles,
                 "what it is for: runner, witness, or a role of approvals; may be repeated")
      ->required();
  app.add_option("--environment", flags->environments,
                 "environment whose receipts it may sign; may be repeated");
  app.add_option("--valid-from", flags->valid_from, "RFC 3339 (default: now)");
  app.add_option("--valid-until", flags->valid_until, "RFC 3339 (default: a year later)");
  return [flags] { return make_key(*flags); };
}

}  // namespace mig::app
