#pragma once

#include <cstddef>
#include <string_view>

#include "mig/secrets/command/shell_words.hpp"
#include "mig/secrets/detection.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets {

// The forms in which command lines carry credentials, each for its literals.

/// `mysql -pX`, `curl -u user:X`: an option of one program.
void find_program_option(const Text& text, Hit hit, Detections& found);
/// `sqlplus user/X@host`, `CONNECT user/X@host`.
void find_oracle_login(const Text& text, Hit hit, Detections& found);
/// `--password=X`, `-password X`, whatever the program.
void find_long_option(const Text& text, Hit hit, Detections& found);
/// `--set a.password=X`, `--from-literal=password=X`, `vault kv put path password=X`.
void find_assignment_option(const Text& text, Hit hit, Detections& found);
/// `net use \\host\share X /user:name`.
void find_net_use(const Text& text, Hit hit, Detections& found);
/// `echo user:X | chpasswd`.
void find_chpasswd(const Text& text, Hit hit, Detections& found);
/// `echo X | docker login --password-stdin`, `echo X | sudo -S`.
void find_piped_password(const Text& text, Hit hit, Detections& found);
/// `.LOGON host/user,X`, `lftp -u user,X`.
void find_logon(const Text& text, Hit hit, Detections& found);
/// `PGPASSWORD=X`, `\setenv PGPASSWORD X`.
void find_variable(const Text& text, Hit hit, Detections& found);

/// Adds the part of a word from `begin` to `end`, if it is a credential that is written out.
/// `subject` is what a report says of it.
void add_command_secret(const ShellWord& word, std::size_t begin, std::size_t end,
                        std::string_view subject, Detections& found);

}  // namespace mig::secrets
