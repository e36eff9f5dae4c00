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

/// All that a name tells, read once.
class PersonColumns {
 public:
  PersonColumns() = default;
  explicit PersonColumns(unsigned told) : told_(told) {}
  bool is_for(PersonColumn kind) const { return (told_ >> static_cast<unsigned>(kind) & 1U) != 0; }

 private:
  unsigned told_ = 0;
};

/// What a column is meant for, by its name (lower case).
PersonColumns person_columns(std::string_view name);

}  // namespace mig::secrets
