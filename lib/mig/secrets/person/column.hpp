#pragma once

#include <cstdint>
#include <string_view>

namespace mig::secrets {

/// What a column may be meant for.
enum class PersonColumn : std::uint8_t {
  identifier,  ///< keys, counters, digests, times: numbers in it are nobody's
  phone,
  card,
  iban,
  ssn,
  national_id,  ///< of no state in particular
  document,     ///< passports, driving licences: no check digits to go by
  ip_address,
  birth_date,
  person_name,
};

/// Whether a column is meant for values of a kind, by its name (lower case).
bool is_for(PersonColumn kind, std::string_view name);

/// Whether a part of a name, between underscores and the ends, is `part`.
bool has_name_part(std::string_view name, std::string_view part);

}  // namespace mig::secrets
