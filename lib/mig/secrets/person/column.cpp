#include "mig/secrets/person/column.hpp"

#include <algorithm>
#include <array>

namespace mig::secrets {
namespace {

bool is_letter(char byte) {
  return byte >= 'a' && byte <= 'z';
}

template <std::size_t Count>
bool holds(std::string_view name, const std::array<std::string_view, Count>& words) {
  return std::any_of(words.begin(), words.end(), [name](std::string_view word) {
    return name.find(word) != std::string_view::npos;
  });
}

template <std::size_t Count>
bool has_part(std::string_view name, const std::array<std::string_view, Count>& parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [name](std::string_view part) { return has_name_part(name, part); });
}

// What is told about a phone, card or document beside its number.
constexpr auto kAbout = std::to_array<std::string_view>(
    {"type",   "code_", "country", "verified",  "status",   "brand",  "model",  "holder",
     "expir",  "count", "format",  "regex",     "pattern",  "label",  "kind",   "issued",
     "issuer", "limit", "color",   "template",  "position", "title",  "prefix", "enabled",
     "_at",    "_on",   "last4",   "last_four", "length",   "version"});

constexpr auto kPhones =
    std::to_array<std::string_view>({"phone", "mobile", "msisdn", "telefon", "telefono", "whatsapp",
                                     "cellular", "handy", "celular", "telephone", "puhelin"});
constexpr auto kPhoneParts =
    std::to_array<std::string_view>({"tel", "cell", "fax", "gsm", "sms", "telno"});
constexpr auto kCards =
    std::to_array<std::string_view>({"credit_card", "creditcard", "card_num", "cardnum", "card_no",
                                     "cardno", "debit_card", "ccnum", "payment_card"});
constexpr auto kCardParts =
    std::to_array<std::string_view>({"card", "pan", "cc", "ccn", "visa", "amex", "mastercard"});
constexpr auto kSsn =
    std::to_array<std::string_view>({"social_sec", "socialsec", "soc_sec", "ss_num", "ssnum"});
constexpr auto kSsnParts = std::to_array<std::string_view>({"ssn", "itin", "ss_no", "socsec"});
constexpr auto kNationalIds = std::to_array<std::string_view>(
    {"national_id",    "nationalid",      "national_no", "national_number", "nationalnumber",
     "identity_num",   "identity_no",     "identitynum", "personal_id",     "personal_num",
     "personalnumber", "citizen_id",      "citizenid",   "citizen_no",      "government_id",
     "govt_id",        "gov_id",          "id_card",     "identity_card",   "tax_id",
     "taxpayer_id",    "social_insurance"});
constexpr auto kDocuments =
    std::to_array<std::string_view>({"passport", "driver_lic", "drivers_lic", "driverlic",
                                     "driverslic", "driving_lic", "drivinglic", "dl_number"});
constexpr auto kIps =
    std::to_array<std::string_view>({"ip_addr", "ipaddr", "remote_addr", "client_addr", "clientip",
                                     "remoteip", "userip", "last_ip"});
constexpr auto kIpParts = std::to_array<std::string_view>({"ip", "ipv4", "ipv6"});
constexpr auto kBirths =
    std::to_array<std::string_view>({"birth", "geburtsdatum", "fecha_nacimiento", "data_nascita",
                                     "date_naissance", "born_on", "born_at", "born_date"});
constexpr auto kBirthParts = std::to_array<std::string_view>({"dob", "born"});
constexpr auto kNames = std::to_array<std::string_view>(
    {"first_name",    "firstname",      "last_name",      "lastname",         "full_name",
     "fullname",      "surname",        "given_name",     "givenname",        "family_name",
     "familyname",    "middle_name",    "middlename",     "maiden_name",      "maidenname",
     "forename",      "patient_name",   "patientname",    "person_name",      "personname",
     "customer_name", "employee_name",  "contact_name",   "client_name",      "cardholder",
     "card_holder",   "account_holder", "accountholder",  "beneficiary_name", "next_of_kin",
     "guardian_name", "doctor_name",    "physician_name", "student_name",     "recipient_name",
     "legal_name",    "name_first",     "name_last",      "member_name",      "holder_name"});
constexpr auto kNameParts = std::to_array<std::string_view>(
    {"fname", "lname", "vorname", "nachname", "prenom", "pr\xc3\xa9nom", "apellido", "apellidos",
     "voornaam", "achternaam", "cognome", "sobrenome", "nazwisko", "patient"});

constexpr auto kIdentifierParts = std::to_array<std::string_view>(
    {"id",  "uuid", "guid", "no",    "nr",   "num",    "sku",   "isbn",
     "ean", "upc",  "gtin", "epoch", "ts",   "at",     "seq",   "oid",
     "xid", "lsn",  "key",  "ref",   "hash", "digest", "index", "number"});
constexpr auto kIdentifiers = std::to_array<std::string_view>(
    {"order", "tracking", "invoice", "timestamp", "checksum", "sha256", "sha1", "md5", "barcode",
     "serial", "version", "amount", "price", "bytes", "offset", "imei", "created", "updated",
     "password"});

}  // namespace

bool has_name_part(std::string_view name, std::string_view part) {
  for (auto at = name.find(part); at != std::string_view::npos; at = name.find(part, at + 1)) {
    const std::size_t end = at + part.size();
    if ((at == 0 || !is_letter(name[at - 1])) && (end == name.size() || !is_letter(name[end])))
      return true;
  }
  return false;
}

bool is_for(PersonColumn kind, std::string_view name) {
  constexpr std::size_t kLongest = 64;
  if (name.empty() || name.size() > kLongest) return false;
  switch (kind) {
    case PersonColumn::person_name:
      return holds(name, kNames) || has_part(name, kNameParts);
    case PersonColumn::birth_date:
      return (holds(name, kBirths) && name.find("place") == std::string_view::npos) ||
             has_part(name, kBirthParts);
    case PersonColumn::ssn:
      return holds(name, kSsn) || has_part(name, kSsnParts);
    case PersonColumn::iban:
      return name.find("iban") != std::string_view::npos ||
             name.find("account") != std::string_view::npos;
    case PersonColumn::phone:
      return (holds(name, kPhones) || has_part(name, kPhoneParts)) && !holds(name, kAbout);
    case PersonColumn::card:
      return (holds(name, kCards) || has_part(name, kCardParts)) && !holds(name, kAbout);
    case PersonColumn::document:
      return holds(name, kDocuments) && !holds(name, kAbout);
    case PersonColumn::national_id:
      return holds(name, kNationalIds);
    case PersonColumn::ip_address:
      return holds(name, kIps) || has_part(name, kIpParts);
    case PersonColumn::identifier:
      return has_part(name, kIdentifierParts) || holds(name, kIdentifiers);
  }
  return false;
}

}  // namespace mig::secrets
