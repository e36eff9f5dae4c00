#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace mig::secrets {

/// A number by which a state knows a person.
struct NationalId {
  std::string_view title;                   ///< for reports
  std::span<const std::string_view> names;  ///< of columns and labels, lower case, compact
  /// Check digits and ranges of the compact form: letters (upper case) and digits alone.
  bool (*is_valid)(std::string_view compact);
  std::size_t least = 0;  ///< length of the compact form
  std::size_t most = 0;
  /// Valid by form alone: nothing else is written like it. Null: a name is always needed.
  bool (*stands_alone)(std::string_view written) = nullptr;
};

std::span<const NationalId> national_ids();

/// Whether a name (lower case) tells of a kind: long words anywhere in it, short ones as a part.
bool tells_of(const NationalId& id, std::string_view name);

/// The kind that a value is, where `name` tells which; null when none fits.
const NationalId* national_id_of(std::string_view name, std::string_view value);
/// The kind that a value is by its form alone.
const NationalId* national_id_by_form(std::string_view value);
/// Any kind that a value is valid for: where the name says no more than "national id".
const NationalId* any_national_id(std::string_view value);

// The checks, one per kind; tables of the kinds stand in national_id.cpp.
namespace check {
bool nino(std::string_view id);
bool nhs(std::string_view id);
bool dni(std::string_view id);
bool codice_fiscale(std::string_view id);
bool nir(std::string_view id);
bool steuer_id(std::string_view id);
bool bsn(std::string_view id);
bool personnummer(std::string_view id);
bool fodselsnummer(std::string_view id);
bool cpr(std::string_view id);
bool hetu(std::string_view id);
bool pesel(std::string_view id);
bool belgian(std::string_view id);
bool ahv(std::string_view id);
bool rodne_cislo(std::string_view id);
bool cnp(std::string_view id);
bool nif(std::string_view id);
bool ppsn(std::string_view id);
bool svnr(std::string_view id);
bool amka(std::string_view id);
bool isikukood(std::string_view id);
bool aadhaar(std::string_view id);
bool pan(std::string_view id);
bool cpf(std::string_view id);
bool sin(std::string_view id);
bool tfn(std::string_view id);
bool medicare(std::string_view id);
bool south_african(std::string_view id);
bool curp(std::string_view id);
bool chinese(std::string_view id);
bool rrn(std::string_view id);
bool nric(std::string_view id);
bool tckn(std::string_view id);
bool israeli(std::string_view id);
bool my_number(std::string_view id);
bool taiwanese(std::string_view id);
bool thai(std::string_view id);
bool rut(std::string_view id);
bool cuil(std::string_view id);
bool snils(std::string_view id);
bool hong_kong(std::string_view id);
bool egn(std::string_view id);
bool oib(std::string_view id);
bool jmbg(std::string_view id);
bool inn(std::string_view id);
bool rnokpp(std::string_view id);
bool personas_kods(std::string_view id);
bool kennitala(std::string_view id);
bool ecuadorian(std::string_view id);
bool vietnamese(std::string_view id);
bool indonesian(std::string_view id);
bool malaysian(std::string_view id);
bool pakistani(std::string_view id);
bool emirati(std::string_view id);
bool saudi(std::string_view id);
bool egyptian(std::string_view id);
bool hungarian(std::string_view id);
bool luxembourgish(std::string_view id);
bool new_zealander(std::string_view id);
}  // namespace check

// What the checks share.
inline int digit(std::string_view text, std::size_t at) {
  return text[at] - '0';
}
inline bool has(std::string_view letters, char letter) {
  return letters.find(letter) != std::string_view::npos;
}
bool are_digits(std::string_view text);
/// Of the digits with weights, as many as there are weights.
int weighted_sum(std::string_view digits, std::span<const int> weights);
/// A day of some century, from two digits each; days of temporary numbers are taken back before.
bool is_day(int day, int month);
int two_digits(std::string_view text, std::size_t at);

}  // namespace mig::secrets
