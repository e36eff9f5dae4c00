#include "mig/secrets/person/national_id.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "mig/secrets/character.hpp"
#include "mig/secrets/person/forms.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr auto kNino =
    std::to_array<std::string_view>({"nino", "nationalinsurance", "niinumber", "ninumber", "ni"});
constexpr auto kNhs = std::to_array<std::string_view>({"nhs", "nhsnumber", "chi"});
constexpr auto kDni = std::to_array<std::string_view>(
    {"dni", "nie", "nif", "documentoidentidad", "documentonacional", "tie"});
constexpr auto kItalian =
    std::to_array<std::string_view>({"codicefiscale", "codfiscale", "codfis", "cf"});
constexpr auto kNir =
    std::to_array<std::string_view>({"nir", "insee", "securitesociale", "secu", "numsecu", "nss"});
constexpr auto kSteuer = std::to_array<std::string_view>(
    {"steuerid", "steueridnr", "steueridentifikationsnummer", "steuernummer", "idnr", "tin",
     "steuerliche", "taxid", "taxnumber"});
constexpr auto kBsn =
    std::to_array<std::string_view>({"bsn", "burgerservicenummer", "sofinummer", "sofi"});
constexpr auto kSwedish = std::to_array<std::string_view>(
    {"personnummer", "personnr", "pnr", "samordningsnummer", "ssnse"});
constexpr auto kNorwegian =
    std::to_array<std::string_view>({"fodselsnummer",
                                     "f\xc3\xb8"
                                     "dselsnummer",
                                     "fnr", "dnummer", "personnummer", "fodselsnr"});
constexpr auto kDanish = std::to_array<std::string_view>({"cpr", "cprnummer", "personnummer"});
constexpr auto kFinnish = std::to_array<std::string_view>(
    {"hetu", "henkilotunnus", "henkil\xc3\xb6tunnus", "personbeteckning", "sotu"});
constexpr auto kPesel = std::to_array<std::string_view>({"pesel"});
constexpr auto kBelgian = std::to_array<std::string_view>(
    {"rijksregister", "registrenational", "insz", "nationalregister", "numeronational",
     "num\xc3\xa9ronational", "belgiannational", "nationalnumber", "nrn", "rrn", "niss", "nn",
     "bis", "bisnumber", "ssin", "personenrecord"});
constexpr auto kAhv = std::to_array<std::string_view>({"ahv", "avs", "ahvnummer", "svnummer"});
constexpr auto kCzech = std::to_array<std::string_view>(
    {"rodnecislo", "rodn\xc3\xa9\xc4\x8d\xc3\xadslo", "rc", "birthnumber"});
constexpr auto kCnp = std::to_array<std::string_view>({"cnp", "codnumericpersonal"});
constexpr auto kNif = std::to_array<std::string_view>({"nif", "contribuinte"});
constexpr auto kPpsn = std::to_array<std::string_view>({"ppsn", "pps", "ppsnumber"});
constexpr auto kSvnr =
    std::to_array<std::string_view>({"svnr", "sozialversicherungsnummer", "versicherungsnummer"});
constexpr auto kAmka = std::to_array<std::string_view>({"amka"});
constexpr auto kEstonian = std::to_array<std::string_view>({"isikukood", "asmenskodas", "asmens"});
constexpr auto kAadhaar =
    std::to_array<std::string_view>({"aadhaar", "aadhar", "adhaar", "uidai", "uid"});
constexpr auto kPan =
    std::to_array<std::string_view>({"pan", "pannumber", "panno", "permanentaccount"});
constexpr auto kCpf = std::to_array<std::string_view>({"cpf", "cadastrodepessoa"});
constexpr auto kSin =
    std::to_array<std::string_view>({"sin", "socialinsurance", "nas", "sinnumber"});
constexpr auto kTfn = std::to_array<std::string_view>({"tfn", "taxfile", "taxfilenumber"});
constexpr auto kMedicare = std::to_array<std::string_view>({"medicare", "medicarenumber"});
constexpr auto kSouthAfrican = std::to_array<std::string_view>(
    {"said", "sa_id", "southafricanid", "rsaid", "rsa_id", "idnumber", "idno"});
constexpr auto kCurp = std::to_array<std::string_view>({"curp"});
constexpr auto kChinese =
    std::to_array<std::string_view>({"residentid", "idcard", "shenfenzheng", "sfz",
                                     "\xe8\xba\xab\xe4\xbb\xbd\xe8\xaf\x81", "citizenid"});
constexpr auto kRrn = std::to_array<std::string_view>(
    {"rrn", "residentregistration", "jumin", "\xec\xa3\xbc\xeb\xaf\xbc"});
constexpr auto kNric = std::to_array<std::string_view>({"nric", "fin", "nricfin"});
constexpr auto kTckn = std::to_array<std::string_view>({"tckn", "tckimlik", "kimlikno", "tcno"});
constexpr auto kIsraeli = std::to_array<std::string_view>({"teudatzehut", "israeliid", "tz"});
constexpr auto kMyNumber = std::to_array<std::string_view>({"mynumber", "kojinbango"});
constexpr auto kTaiwanese = std::to_array<std::string_view>({"taiwanid", "rocid", "idcard"});
constexpr auto kThai = std::to_array<std::string_view>({"thaiid", "thainationalid"});
constexpr auto kRut = std::to_array<std::string_view>({"rut", "runchile", "run"});
constexpr auto kCuil = std::to_array<std::string_view>({"cuil", "cuit", "cuilcuit"});
constexpr auto kSnils = std::to_array<std::string_view>({"snils"});
constexpr auto kHongKong = std::to_array<std::string_view>({"hkid", "hongkongid"});

constexpr auto kEgn = std::to_array<std::string_view>(
    {"egn", "edinengrazhdanski", "unifiedcivil", "\xd0\xb5\xd0\xb3\xd0\xbd"});
constexpr auto kOib = std::to_array<std::string_view>({"oib", "osobniidentifikacijski"});
constexpr auto kJmbg =
    std::to_array<std::string_view>({"jmbg", "emso", "em\xc5\xa1o", "umcn", "maticnibroj"});
constexpr auto kInn = std::to_array<std::string_view>({"inn", "\xd0\xb8\xd0\xbd\xd0\xbd"});
constexpr auto kRnokpp =
    std::to_array<std::string_view>({"rnokpp", "ipn", "drfo", "\xd1\x80\xd0\xbd\xd0\xbe"});
constexpr auto kLatvian = std::to_array<std::string_view>(
    {"personaskods", "personas", "personcode", "personalcode", "pk"});
constexpr auto kKennitala = std::to_array<std::string_view>({"kennitala", "kt"});
constexpr auto kEcuadorian = std::to_array<std::string_view>({"cedula",
                                                              "c\xc3\xa9"
                                                              "dula",
                                                              "ci"});
constexpr auto kVietnamese = std::to_array<std::string_view>({"cccd", "cancuoc", "citizenid"});
constexpr auto kIndonesian =
    std::to_array<std::string_view>({"nik", "ktp", "nomorinduk", "nonik", "noktp"});
constexpr auto kMalaysian =
    std::to_array<std::string_view>({"mykad", "icno", "icnumber", "nokp", "kadpengenalan"});
constexpr auto kPakistani = std::to_array<std::string_view>({"cnic", "nicop"});
constexpr auto kEmirati = std::to_array<std::string_view>({"emiratesid", "eid", "emirates"});
constexpr auto kSaudi = std::to_array<std::string_view>({"iqama", "saudiid", "absher"});
constexpr auto kEgyptian =
    std::to_array<std::string_view>({"egyptianid", "raqamqawmi", "nationalid"});
constexpr auto kHungarian =
    std::to_array<std::string_view>({"taj", "tajszam", "adoazonosito", "adoszam"});
constexpr auto kLuxembourgish = std::to_array<std::string_view>({"matricule", "cnsnumber"});
constexpr auto kNewZealander = std::to_array<std::string_view>({"ird", "irdnumber"});

// Forms that need no name: a pattern of digits and signs. 9 is any digit, A any letter.
bool looks_like(std::string_view written, std::string_view pattern) {
  if (written.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char byte = written[i];
    if (pattern[i] == '9'   ? !is_digit(byte)
        : pattern[i] == 'A' ? !is_upper(byte)
                            : byte != pattern[i])
      return false;
  }
  return true;
}

bool is_written_as_cpf(std::string_view text) {
  return looks_like(text, "999.999.999-99");
}
bool is_written_as_belgian(std::string_view text) {
  return looks_like(text, "99.99.99-999.99");
}
bool is_written_as_ahv(std::string_view text) {
  return looks_like(text, "756.9999.9999.99");
}
bool is_written_as_rrn(std::string_view text) {
  return looks_like(text, "999999-9999999");
}
bool is_written_as_hetu(std::string_view text) {
  return text.size() == 11 && looks_like(text.substr(0, 6), "999999") &&
         std::string_view("-+ABCDEF").find(text[6]) != std::string_view::npos &&
         looks_like(text.substr(7, 3), "999");
}
bool is_written_as_codice(std::string_view text) {
  return looks_like(text, "AAAAAA99A99A999A");
}
bool is_written_as_curp(std::string_view text) {
  return text.size() == 18 && looks_like(text.substr(0, 16), "AAAA999999AAAAAA");
}
bool is_written_as_chinese(std::string_view text) {
  return text.size() == 18 && compacted(text).size() == 18;
}
bool is_written_as_swede(std::string_view text) {
  return looks_like(text, "99999999-9999");
}
bool is_written_as_nino(std::string_view text) {
  return looks_like(text, "AA 99 99 99 A");
}

constexpr std::array kIds = {
    NationalId{"UK national insurance number", kNino, check::nino, 9, 9, is_written_as_nino},
    NationalId{"UK NHS number", kNhs, check::nhs, 10, 10},
    NationalId{"Spanish DNI or NIE", kDni, check::dni, 9, 9},
    NationalId{"Italian codice fiscale", kItalian, check::codice_fiscale, 16, 16,
               is_written_as_codice},
    NationalId{"French NIR", kNir, check::nir, 15, 15},
    NationalId{"German tax id", kSteuer, check::steuer_id, 11, 11},
    NationalId{"Dutch BSN", kBsn, check::bsn, 9, 9},
    NationalId{"Swedish personnummer", kSwedish, check::personnummer, 10, 12, is_written_as_swede},
    NationalId{"Norwegian birth number", kNorwegian, check::fodselsnummer, 11, 11},
    NationalId{"Danish CPR number", kDanish, check::cpr, 10, 10},
    NationalId{"Finnish personal identity code", kFinnish, check::hetu, 10, 11, is_written_as_hetu},
    NationalId{"Polish PESEL", kPesel, check::pesel, 11, 11},
    NationalId{"Belgian national number", kBelgian, check::belgian, 11, 11, is_written_as_belgian},
    NationalId{"Swiss AHV number", kAhv, check::ahv, 13, 13, is_written_as_ahv},
    NationalId{"Czech birth number", kCzech, check::rodne_cislo, 10, 10},
    NationalId{"Romanian CNP", kCnp, check::cnp, 13, 13},
    NationalId{"Portuguese NIF", kNif, check::nif, 9, 9},
    NationalId{"Irish PPS number", kPpsn, check::ppsn, 8, 9},
    NationalId{"Austrian social insurance number", kSvnr, check::svnr, 10, 10},
    NationalId{"Greek AMKA", kAmka, check::amka, 11, 11},
    NationalId{"Baltic personal code", kEstonian, check::isikukood, 11, 11},
    NationalId{"Indian Aadhaar", kAadhaar, check::aadhaar, 12, 12},
    NationalId{"Indian PAN", kPan, check::pan, 10, 10},
    NationalId{"Brazilian CPF", kCpf, check::cpf, 11, 11, is_written_as_cpf},
    NationalId{"Canadian SIN", kSin, check::sin, 9, 9},
    NationalId{"Australian TFN", kTfn, check::tfn, 8, 9},
    NationalId{"Australian Medicare number", kMedicare, check::medicare, 10, 11},
    NationalId{"South African id", kSouthAfrican, check::south_african, 13, 13},
    NationalId{"Mexican CURP", kCurp, check::curp, 18, 18, is_written_as_curp},
    NationalId{"Chinese resident id", kChinese, check::chinese, 18, 18, is_written_as_chinese},
    NationalId{"Korean RRN", kRrn, check::rrn, 13, 13, is_written_as_rrn},
    NationalId{"Singapore NRIC", kNric, check::nric, 9, 9},
    NationalId{"Turkish identity number", kTckn, check::tckn, 11, 11},
    NationalId{"Israeli id", kIsraeli, check::israeli, 9, 9},
    NationalId{"Japanese My Number", kMyNumber, check::my_number, 12, 12},
    NationalId{"Taiwanese id", kTaiwanese, check::taiwanese, 10, 10},
    NationalId{"Thai id", kThai, check::thai, 13, 13},
    NationalId{"Chilean RUT", kRut, check::rut, 8, 9},
    NationalId{"Argentine CUIL", kCuil, check::cuil, 11, 11},
    NationalId{"Russian SNILS", kSnils, check::snils, 11, 11},
    NationalId{"Hong Kong id", kHongKong, check::hong_kong, 8, 9},
    NationalId{"Bulgarian EGN", kEgn, check::egn, 10, 10},
    NationalId{"Croatian OIB", kOib, check::oib, 11, 11},
    NationalId{"Yugoslav JMBG or EMSO", kJmbg, check::jmbg, 13, 13},
    NationalId{"Russian INN", kInn, check::inn, 12, 12},
    NationalId{"Ukrainian RNOKPP", kRnokpp, check::rnokpp, 10, 10},
    NationalId{"Latvian personal code", kLatvian, check::personas_kods, 11, 11},
    NationalId{"Icelandic kennitala", kKennitala, check::kennitala, 10, 10},
    NationalId{"Ecuadorian cedula", kEcuadorian, check::ecuadorian, 10, 10},
    NationalId{"Vietnamese citizen id", kVietnamese, check::vietnamese, 12, 12},
    NationalId{"Indonesian NIK", kIndonesian, check::indonesian, 16, 16},
    NationalId{"Malaysian MyKad", kMalaysian, check::malaysian, 12, 12},
    NationalId{"Pakistani CNIC", kPakistani, check::pakistani, 13, 13},
    NationalId{"Emirates id", kEmirati, check::emirati, 15, 15},
    NationalId{"Saudi id", kSaudi, check::saudi, 10, 10},
    NationalId{"Egyptian national id", kEgyptian, check::egyptian, 14, 14},
    NationalId{"Hungarian TAJ or tax id", kHungarian, check::hungarian, 9, 10},
    NationalId{"Luxembourgish matricule", kLuxembourgish, check::luxembourgish, 13, 13},
    NationalId{"New Zealand IRD number", kNewZealander, check::new_zealander, 8, 9},
};

bool fits(const NationalId& id, std::string_view compact) {
  return compact.size() >= id.least && compact.size() <= id.most && id.is_valid(compact);
}

constexpr std::size_t kLongestValue = 30;

// Whether any kind may be told by a name: the first letters of one of its words stand in it, parts
// of the name joined. Spares the check digits of all kinds for most columns.
bool may_tell(std::string_view name) {
  constexpr std::size_t kLetters = 4;
  static const auto kBegins = [] {
    std::array<std::vector<std::string_view>, 256> begins;
    for (const NationalId& id : kIds)
      for (std::string_view word : id.names)
        begins.at(static_cast<unsigned char>(word[0])).push_back(word.substr(0, kLetters));
    return begins;
  }();
  std::array<char, 64> joined{};
  std::size_t size = 0;
  for (char byte : name) {
    if (size == joined.size()) return true;
    if (byte != '_' && byte != '-' && byte != ' ' && byte != '.') joined.at(size++) = byte;
  }
  const std::string_view compact(joined.data(), size);
  for (std::size_t at = 0; at < size; ++at)
    for (std::string_view word : kBegins[static_cast<unsigned char>(compact[at])])
      if (at + 1 < size && compact[at + 1] == word[1] &&
          compact.compare(at, word.size(), word) == 0)
        return true;
  // Names that are compared with their separators.
  return name.find("sa_id") != std::string_view::npos;
}

}  // namespace

std::span<const NationalId> national_ids() {
  return kIds;
}

bool tells_of(const NationalId& id, std::string_view name) {
  std::string compact;
  for (char byte : name)
    if (byte != '_' && byte != '-' && byte != ' ' && byte != '.') compact += byte;
  return std::any_of(id.names.begin(), id.names.end(), [&](std::string_view word) {
    constexpr std::size_t kLong = 6;
    if (word.size() >= kLong) return compact.find(word) != std::string::npos;
    for (auto at = name.find(word); at != std::string_view::npos; at = name.find(word, at + 1)) {
      const std::size_t end = at + word.size();
      const bool begins = at == 0 || !is_lower(name[at - 1]);
      const std::string_view rest = name.substr(end);
      if (begins && (rest.empty() || !is_lower(rest[0]) || rest.substr(0, 2) == "nr" ||
                     rest.substr(0, 2) == "no" || rest.substr(0, 2) == "nu"))
        return true;
    }
    return false;
  });
}

const NationalId* national_id_of(std::string_view name, std::string_view value) {
  if (value.size() < 8 || value.size() > kLongestValue || !may_tell(name)) return nullptr;
  const std::string compact = compacted(value);
  for (const NationalId& id : kIds)
    if (fits(id, compact) && tells_of(id, name)) return &id;
  return nullptr;
}

const NationalId* national_id_by_form(std::string_view value) {
  constexpr std::size_t kShortest = 11;
  if (value.size() < kShortest || value.size() > kLongestValue) return nullptr;
  static const auto kForms = [] {
    std::vector<const NationalId*> forms;
    for (const NationalId& id : kIds)
      if (id.stands_alone != nullptr) forms.push_back(&id);
    return forms;
  }();
  for (const NationalId* form : kForms)
    if (form->stands_alone(value) && fits(*form, compacted(value))) return form;
  return nullptr;
}

const NationalId* any_national_id(std::string_view value) {
  if (value.size() < 8 || value.size() > kLongestValue) return nullptr;
  const std::string compact = compacted(value);
  for (const NationalId& id : kIds)
    if (fits(id, compact)) return &id;
  return nullptr;
}

}  // namespace mig::secrets
