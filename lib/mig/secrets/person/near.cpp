#include "mig/secrets/person/near.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "mig/secrets/character.hpp"
#include "mig/secrets/person/forms.hpp"
#include "mig/secrets/person/national_id.hpp"
#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kWindow = 40;

std::string words_before(std::string_view text, std::size_t at) {
  std::string_view before = text.substr(at > kWindow ? at - kWindow : 0, std::min(at, kWindow));
  const auto line = before.find_last_of("\r\n");
  if (line != std::string_view::npos) before = before.substr(line + 1);
  return lowered(before);
}

// Short words stand alone; longer ones begin a word at least.
bool has_word(std::string_view before, std::string_view word) {
  constexpr std::size_t kShort = 3;
  for (auto at = before.find(word); at != std::string_view::npos; at = before.find(word, at + 1)) {
    if (at > 0 && is_lower(before[at - 1]) && word.size() <= 4) continue;
    const std::size_t end = at + word.size();
    if (word.size() > kShort || end >= before.size() || !is_lower(before[end])) return true;
  }
  return false;
}

std::span<const std::string_view> words_of(Near topic) {
  static constexpr auto kPhone =
      std::to_array<std::string_view>({"phone", "tel", "mobile", "cell", "fax", "msisdn",
                                       "whatsapp", "call ", "telefon", "gsm", "sms"});
  static constexpr auto kSsn =
      std::to_array<std::string_view>({"ssn", "social sec", "social_sec", "socialsec", "itin"});
  static constexpr auto kCard = std::to_array<std::string_view>(
      {"card", "visa", "amex", "mastercard", "maestro", "pan", "credit", "debit", "cc"});
  static constexpr auto kAddress = std::to_array<std::string_view>(
      {"ip", "addr", "client", "remote", "host", "peer", "from", "login", "visitor", "user"});
  static constexpr auto kVersion = std::to_array<std::string_view>(
      {"version", "release", "ver", "v", "build", "==", "upgrade", "semver"});
  switch (topic) {
    case Near::phone:
      return kPhone;
    case Near::ssn:
      return kSsn;
    case Near::card:
      return kCard;
    case Near::address:
      return kAddress;
    case Near::version:
      return kVersion;
  }
  return {};
}

// Labels that are words of their own as well: only right before the value, as a key.
bool is_weak(const NationalId& id, std::string_view before) {
  static constexpr auto kWeak = std::to_array<std::string_view>(
      {"run", "uid",  "said", "fin",      "tin",       "nas",      "chi", "sin",        "pan",
       "avs", "sofi", "secu", "pnr",      "inn",       "ci",       "kt",  "pk",         "nn",
       "bis", "eid",  "ird",  "taj",      "matricule", "personas", "ipn", "nationalid", "rc",
       "tz",  "cf",   "ni",   "idnumber", "idno",      "nss",      "tie", "pps"});
  const std::string all = lowered(before);
  std::size_t end = all.size();
  while (end > 0 && !is_lower(all[end - 1])) --end;
  const std::string_view gap = std::string_view(all).substr(end);
  const bool is_key = gap.find_first_of(":=") != std::string_view::npos && gap.size() <= 6;
  if (is_key) {
    std::size_t begin = end;
    while (begin > 0 && (is_lower(all[begin - 1]) || all[begin - 1] == '_')) --begin;
    if (tells_of(id, std::string_view(all).substr(begin, end - begin))) return false;
  }
  // A label that is no word of its own may stand further away.
  for (std::string_view name : id.names) {
    const bool is_word = is_one_of(name, kWeak);
    const std::array<std::string_view, 1> names = {name};
    NationalId one = id;
    one.names = names;
    if (!is_word && tells_of(one, all)) return false;
  }
  return true;
}

}  // namespace

bool is_near(std::string_view text, std::size_t at, Near topic) {
  const std::string before = words_before(text, at);
  const auto words = words_of(topic);
  return std::any_of(words.begin(), words.end(),
                     [&before](std::string_view word) { return has_word(before, word); });
}

std::string_view national_title_near(std::string_view text, std::size_t at, std::string_view value,
                                     bool has_words) {
  if (const NationalId* id = national_id_by_form(value)) return id->title;
  if (!has_words) return {};
  const auto digits = std::count_if(value.begin(), value.end(), is_digit);
  const std::string compact = digits < 4 ? std::string() : compacted(value);
  constexpr std::size_t kShortest = 8;
  if (compact.size() < kShortest) return {};
  std::string before;
  for (const NationalId& id : national_ids()) {
    if (compact.size() < id.least || compact.size() > id.most || !id.is_valid(compact)) continue;
    if (before.empty()) before = words_before(text, at);
    if (before.empty()) return {};
    if (tells_of(id, before) && !is_weak(id, before)) return id.title;
  }
  return {};
}

}  // namespace mig::secrets
