#include "mig/secrets/assignment/find_assignments.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "mig/secrets/assignment/credential_name.hpp"
#include "mig/secrets/assignment/parse_assignment.hpp"
#include "mig/secrets/assignment/random_value.hpp"
#include "mig/secrets/character.hpp"
#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

constexpr std::array<std::string_view, 8> kLiterals{"pass", "pwd",  "secret", "token",
                                                    "key",  "auth", "cred",   "pw"};

// A longer value is a text, a key in a form of its own, or encoded: all of them are found as such.
constexpr std::size_t kLongest = 320;

bool has_blank(std::string_view value) {
  return value.find_first_of(" \t") != std::string_view::npos;
}

bool has_both_cases(std::string_view value) {
  const auto has = [value](char first, char last) {
    return std::any_of(value.begin(), value.end(),
                       [=](char byte) { return byte >= first && byte <= last; });
  };
  return has('a', 'z') && has('A', 'Z');
}

bool has_symbol(std::string_view value) {
  return !std::all_of(value.begin(), value.end(), [](char byte) {
    return is_word_byte(byte) || byte == '-' || byte == '.' || byte == ' ';
  });
}

/// `req.body.password`, `getPassword()`, `a->b`, `x[0]`: code that yields the value.
bool is_expression(std::string_view value) {
  if (value.find_first_of("()[]{}<>*|") != std::string_view::npos ||
      value.find("->") != std::string_view::npos || value.find("::") != std::string_view::npos) {
    return true;
  }
  const bool is_dotted = value.find('.') != std::string_view::npos;
  return is_wordy(value) && (is_dotted || std::all_of(value.begin(), value.end(), [](char byte) {
                               return is_word_byte(byte);
                             }));
}

bool is_location(std::string_view value) {
  return value.starts_with('/') || value.starts_with("./") || value.starts_with("../") ||
         value.starts_with("~/") || value.starts_with("http://") || value.starts_with("https://") ||
         value.find("://") != std::string_view::npos || value.starts_with("C:\\");
}

/// `2016-09-08T21:47:36Z`
bool is_date(std::string_view value) {
  return value.size() >= 8 && (value.starts_with("19") || value.starts_with("20")) &&
         value.find_first_not_of("0123456789-:T.Z+ ") == std::string_view::npos;
}

bool is_number(std::string_view value) {
  return value.find_first_not_of("0123456789.,-+:TZ") == std::string_view::npos;
}

/// `0x00010000`: a flag.
bool is_hex_constant(std::string_view value) {
  return value.size() <= 18 && value.starts_with("0x") &&
         value.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos;
}

/// The rest of something else, into which an odd quote led.
bool is_torn(std::string_view value) {
  return std::string_view(",;)]}").find(value.front()) != std::string_view::npos ||
         value.back() == ':';
}

/// What kubeseal writes: only the cluster can read it.
bool is_sealed(std::string_view value) {
  return value.size() >= 150 && value.starts_with("Ag") && looks_random(value);
}

/// What images of servers are started with in tests.
bool is_shipped(std::string_view value) {
  static constexpr std::array<std::string_view, 12> kShipped{
      "postgres", "postgresql", "rabbitmq", "elastic",   "docker",   "minioadmin",
      "mariadb",  "clickhouse", "mongodb",  "couchbase", "superset", "airflow"};
  return is_one_of(value, kShipped);
}

/// `Passwort`: what a form shows.
bool is_title(std::string_view value) {
  return is_upper(value.front()) && std::all_of(value.begin() + 1, value.end(), is_lower);
}

/// DB_PASSWORD: the name of a variable of the environment.
bool is_variable(std::string_view name) {
  return name.find('_') != std::string_view::npos &&
         std::none_of(name.begin(), name.end(), is_lower);
}

/// `super$ecret`: a mark that no identifier and no path holds, and not in front of it.
bool has_inner_mark(std::string_view value) {
  return value.find_first_of("$!@^&*+=?~%", 1) != std::string_view::npos &&
         value.find_first_of("#/:<>(){}") == std::string_view::npos && value.front() != '$' &&
         value.back() != '@';
}

/// `DB_PASSWORD="a b 7"` of an environment file; elsewhere blanks make it a text for people.
bool is_passphrase(std::string_view name, std::string_view value, const Assignment& assignment,
                   bool by_line) {
  const bool is_variable = std::none_of(name.begin(), name.end(), is_lower);
  return by_line && assignment.quoted && is_variable && !is_wordy(value) &&
         (has_symbol(value) || has_both_cases(value));
}

/// A value behind the name of a password.
std::optional<Confidence> judge_strong(std::string_view name, std::string_view value,
                                       const Assignment& assignment, bool by_line) {
  if (is_location(value)) return std::nullopt;
  if (is_torn(value) || is_sealed(value) || is_date(value)) return std::nullopt;
  // What Kettle writes instead of a password; everybody can turn it back.
  if (value.starts_with("Encrypted 2be98")) return Confidence::high;
  if (has_blank(value) && !is_passphrase(name, value, assignment, by_line)) return std::nullopt;
  const bool sets_variable = assignment.equals && is_variable(name);
  if (!assignment.quoted && !by_line && !sets_variable && is_expression(value)) {
    return std::nullopt;
  }
  if (value.front() == '^' || value.ends_with('(') || is_hex_constant(value)) return std::nullopt;
  // Escapes are read in a layer of their own.
  if (value.find("\\x") != std::string_view::npos || value.find("\\u") != std::string_view::npos) {
    return std::nullopt;
  }
  if (is_number(value) &&
      (value.find('.') != std::string_view::npos || (!assignment.quoted && !by_line))) {
    return std::nullopt;
  }
  if (!is_wordy(value)) return Confidence::high;
  if (has_both_cases(value) && has_symbol(value)) return Confidence::high;
  if (assignment.quoted && value.size() >= 8 && has_inner_mark(value)) return Confidence::medium;
  if (assignment.prose) return Confidence::medium;
  if (assignment.listed) return std::nullopt;
  const bool is_line_of_its_own = by_line || (sets_variable && !assignment.quoted);
  if (is_line_of_its_own && value.size() >= 6 && !is_title(value) && !is_shipped(value) &&
      !has_symbol(value) && ends_in_password(name)) {
    return Confidence::low;
  }
  return std::nullopt;
}

/// Files of translations: what stands behind "password" is the word for it in another language.
bool holds_labels(std::string_view path) {
  static constexpr std::array<std::string_view, 7> kParts{
      "locale", "i18n", "l10n", "translation", "messages_", "/lang/", "languages"};
  return std::any_of(kParts.begin(), kParts.end(),
                     [path](auto part) { return contains_folded(path, part); });
}

/// `NEO4J_AUTH=neo4j/x`, and `"auth": "dXNlcjpw..."` of a registry: a user with a password.
bool is_user_with_password(std::string_view name, std::string_view value) {
  if (!contains_folded(name.substr(name.size() < 4 ? 0 : name.size() - 4), "auth")) return false;
  const auto slash = value.find('/');
  if (slash != std::string_view::npos && slash > 0 && slash < 20 && value.size() < 60) {
    const auto password = value.substr(slash + 1);
    return password.size() >= 6 && !is_wordy(password) && is_literal_secret(password) &&
           password.find('/') == std::string_view::npos && !is_location(value);
  }
  return false;
}

/// A value behind the name of a key or token: only what a generator made.
std::optional<Confidence> judge_weak(std::string_view name, std::string_view value,
                                     const Assignment& assignment) {
  if (has_blank(value) || (assignment.listed && value.size() < 16)) return std::nullopt;
  if (is_uuid(value)) {
    return contains_folded(name, "token") || contains_folded(name, "api")
               ? std::optional(Confidence::medium)
               : std::nullopt;
  }
  if (is_user_with_password(name, value)) return Confidence::high;
  if (!looks_random(value)) return std::nullopt;
  const bool is_bare_key = name.size() <= 4;
  if (is_bare_key && (value.size() < 20 || entropy_of(value) < 3.7)) return std::nullopt;
  return Confidence::medium;
}

/// Whether the value of the assignment was found to be a secret.
bool judge_value(const Text& text, const Assignment& assignment, bool by_line, Detections& found) {
  const auto name =
      text.bytes.substr(assignment.name.begin, assignment.name.end - assignment.name.begin);
  const auto value =
      text.bytes.substr(assignment.value.begin, assignment.value.end - assignment.value.begin);
  if (value.size() < 4 || value.size() >= kLongest) return false;
  const auto strength = strength_of(name);
  if (strength == NameStrength::none || !is_literal_secret(value)) return false;
  const bool is_strong = strength == NameStrength::strong;
  const auto confidence = is_strong ? judge_strong(name, value, assignment, by_line)
                                    : judge_weak(name, value, assignment);
  if (!confidence) return false;
  if (confidence == Confidence::low && holds_labels(text.path)) return false;
  Detection detection;
  detection.rule = is_strong ? "secret-assignment" : "secret-generic-key";
  detection.rank = is_strong ? rank::kAssignment : rank::kGeneric;
  detection.span = assignment.value;
  detection.confidence = *confidence;
  detection.subject = std::string(name.substr(0, 80));
  detection.value = std::string(value);
  found.push_back(std::move(detection));
  return true;
}

/// The assignment with the first word of its value: where it ends in a text that is no setting.
Assignment up_to_word_end(const Text& text, Assignment assignment) {
  const auto value =
      text.bytes.substr(assignment.value.begin, assignment.value.end - assignment.value.begin);
  const auto size = std::min(value.find_first_of(" \t,;\"'`<)}&\\"), value.size());
  assignment.value.end = assignment.value.begin + static_cast<std::uint32_t>(size);
  return assignment;
}

}  // namespace

std::span<const std::string_view> assignment_literals() {
  return kLiterals;
}

std::uint32_t find_assignment(const Text& text, Hit hit, Detections& found) {
  const auto assignment = parse_assignment(text, hit);
  if (!assignment) return hit.end;
  const bool by_line = is_line_configuration(text.path);
  if (judge_value(text, *assignment, by_line, found)) return assignment->name.end;
  // `reason: "on stage password=x; then"`: within a sentence a line is not one setting.
  if (by_line && !assignment->quoted) {
    judge_value(text, up_to_word_end(text, *assignment), false, found);
  }
  return assignment->name.end;
}

}  // namespace mig::secrets
