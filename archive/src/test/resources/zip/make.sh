#!/bin/sh
# Makes the archives of this folder with Debian's zip, p7zip-full and libarchive-tools:
#   sh make.sh EMPTY_FOLDER, then copy *.zip from there.
set -eu
cd "$1"
export TZ=UTC LC_ALL=C.UTF-8
mkdir -p "in/folder/inner" in/empty
seq 1 3000 > in/folder/numbers.txt
head -c 2000 in/folder/numbers.txt > "in/folder/inner/Zürich 😀 #1%.txt"
printf 'stored as it is' > in/stored.bin
: > in/nothing
find in -exec touch -d '2021-03-04 05:06:07 UTC' {} +
(cd in && zip -q -r -X -n .bin ../infozip-plain.zip . && zip -q -r -n .bin -z ../infozip.zip . <<'C'
a comment
C
zip -q -r -fz -n .bin ../infozip-zip64.zip .
cat folder/numbers.txt | zip -q ../infozip-stream.zip -
7z a -bd -tzip -mx=9 -mfb=258 -mpass=15 ../7zip.zip . > /dev/null
7z a -bd -tzip -mx=9 -mm=Deflate64 ../7zip-deflate64.zip folder/numbers.txt > /dev/null
7z a -bd -tzip -mx=9 -mm=BZip2 ../7zip-bzip2.zip folder/numbers.txt > /dev/null
7z a -bd -tzip -mx=9 -mm=LZMA ../7zip-lzma.zip folder/numbers.txt > /dev/null
7z a -bd -tzip -psecret -mem=ZipCrypto ../7zip-zipcrypto.zip folder/numbers.txt > /dev/null
7z a -bd -tzip -psecret -mem=AES256 ../7zip-aes.zip folder/numbers.txt > /dev/null
for strength in 128 192 256; do
  7z a -bd -tzip -psecret -mem=AES$strength ../crypt-7zip-aes$strength.zip folder stored.bin nothing > /dev/null
  7z a -bd -tzip -psecret -mem=AES$strength -mx=0 ../crypt-7zip-aes$strength-stored.zip folder stored.bin nothing > /dev/null
done
7z a -bd -tzip -psecret -mem=ZipCrypto ../crypt-7zip-traditional.zip folder stored.bin nothing > /dev/null
7z a -bd -tzip -psecret -mem=ZipCrypto -mx=0 ../crypt-7zip-traditional-stored.zip folder stored.bin nothing > /dev/null
zip -q -r -P secret -n .bin ../crypt-infozip.zip folder stored.bin nothing
zip -q -r -P secret -0 ../crypt-infozip-stored.zip folder stored.bin nothing
bsdtar --format zip --options zip:encryption=aes256 --passphrase secret -cf ../crypt-bsdtar-aes256.zip folder stored.bin nothing
bsdtar --format zip --options zip:encryption=zipcrypt --passphrase secret -cf ../crypt-bsdtar-traditional.zip folder stored.bin nothing
bsdtar --format zip -cf ../bsdtar.zip *)
(printf '#!/bin/sh\nexit 0\n'; cat infozip.zip) > sfx-shifted.zip
cp sfx-shifted.zip sfx-adjusted.zip
zip -q -A sfx-adjusted.zip || true
rm -r in
