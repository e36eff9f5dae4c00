#include "mig/secrets/person/column.hpp"

#include <array>
#include <span>
#include <vector>

#include "mig/secrets/character.hpp"

namespace mig::secrets {
namespace {

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
    {"fname", "lname", "vorname", "nachname", "apellido", "apellidos", "voornaam", "achternaam",
     "cognome", "sobrenome", "nazwisko", "patient"});

constexpr auto kIdentifierParts = std::to_array<std::string_view>(
    {"id",  "uuid", "guid", "no",    "nr",   "num",    "sku",   "isbn",
     "ean", "upc",  "gtin", "epoch", "ts",   "at",     "seq",   "oid",
     "xid", "lsn",  "key",  "ref",   "hash", "digest", "index", "number"});
constexpr auto kIdentifiers = std::to_array<std::string_view>(
    {"order", "tracking", "invoice", "timestamp", "checksum", "sha256", "sha1", "md5", "barcode",
     "serial", "version", "amount", "price", "bytes", "offset", "imei", "created", "updated",
     "password"});

/// What a word in a name tells; `about` and `place` take back what others tell.
enum class Topic : std::uint8_t {
  identifier,
  phone,
  card,
  iban,
  ssn,
  national_id,
  document,
  ip_address,
  birth_date,
  person_name,
  about,
  place,
};

struct Word {
  std::string_view text;
  Topic topic;
  bool is_part;  ///< stands between underscores and the ends; others stand anywhere
};

using Index = std::array<std::vector<Word>, 256>;

// By their first byte, so that a name is walked through once.
const Index& words() {
  static const Index index = [] {
    Index made;
    const auto add = [&made](std::span<const std::string_view> list, Topic topic, bool is_part) {
      for (std::string_view word : list)
        made[static_cast<unsigned char>(word[0])].push_back({word, topic, is_part});
    };
    static constexpr auto kAccounts = std::to_array<std::string_view>({"iban", "account"});
    static constexpr auto kPlaces = std::to_array<std::string_view>({"place"});
    add(kAbout, Topic::about, false);
    add(kPlaces, Topic::place, false);
    add(kPhones, Topic::phone, false);
    add(kPhoneParts, Topic::phone, true);
    add(kCards, Topic::card, false);
    add(kCardParts, Topic::card, true);
    add(kAccounts, Topic::iban, false);
    add(kSsn, Topic::ssn, false);
    add(kSsnParts, Topic::ssn, true);
    add(kNationalIds, Topic::national_id, false);
    add(kDocuments, Topic::document, false);
    add(kIps, Topic::ip_address, false);
    add(kIpParts, Topic::ip_address, true);
    add(kBirths, Topic::birth_date, false);
    add(kBirthParts, Topic::birth_date, true);
    add(kNames, Topic::person_name, false);
    add(kNameParts, Topic::person_name, true);
    add(kIdentifiers, Topic::identifier, false);
    add(kIdentifierParts, Topic::identifier, true);
    return made;
  }();
  return index;
}

constexpr unsigned bit_of(Topic topic) {
  return 1U << static_cast<unsigned>(topic);
}

}  // namespace

PersonColumns person_columns(std::string_view name) {
  constexpr std::size_t kLongest = 64;
  if (name.empty() || name.size() > kLongest) return {};
  const Index& index = words();
  unsigned told = 0;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const bool begins = at == 0 || !is_lower(name[at - 1]);
    for (const Word& word : index[static_cast<unsigned char>(name[at])]) {
      if ((word.is_part && !begins) || at + 1 >= name.size() || name[at + 1] != word.text[1] ||
          name.compare(at, word.text.size(), word.text) != 0)
        continue;
      const std::size_t end = at + word.text.size();
      if (word.is_part && end < name.size() && is_lower(name[end])) continue;
      told |= bit_of(word.topic);
    }
  }
  constexpr unsigned kTold = bit_of(Topic::phone) | bit_of(Topic::card) | bit_of(Topic::document);
  if ((told & bit_of(Topic::about)) != 0) told &= ~kTold;
  if ((told & bit_of(Topic::place)) != 0) told &= ~bit_of(Topic::birth_date);
  return PersonColumns(told);
}

}  // namespace mig::secrets
