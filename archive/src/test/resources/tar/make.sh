#!/bin/sh
# Makes the archives of this folder with Debian's tar (GNU) and libarchive-tools:
#   sh make.sh EMPTY_FOLDER, then copy *.tar from there.
set -eu
cd "$1"
export TZ=UTC LC_ALL=C.UTF-8
long=$(printf 'long%.0s' $(seq 1 30))
mkdir -p in/folder/inner in/empty "in/$long"
seq 1 300 > in/folder/numbers.txt
head -c 200 in/folder/numbers.txt > "in/folder/inner/Zürich 😀 #1%.txt"
echo deep > "in/$long/$long.txt"
: > in/nothing
ln in/folder/numbers.txt in/hard
ln -s folder/numbers.txt in/symbolic
ln -s ../symbolic in/folder/chain
ln -s folder in/to-folder
ln -s /etc/passwd in/out
ln -s ../../../etc/passwd in/up
find in -exec touch -h -d '2021-03-04 05:06:07 UTC' {} +
opts="--sort=name --owner=0 --group=0 --numeric-owner -b1 -C in"
for format in gnu ustar pax; do
  if [ $format = ustar ]; then skip="--exclude=$long"; else skip=; fi
  tar $opts --format=$format $skip -cf $format.tar .
done
bsdtar --format pax -C in -cf bsdtar.tar .
mkdir sparse
truncate -s 3000000 sparse/holes
for i in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27; do
  printf "data %02d" $i | dd of=sparse/holes bs=1 seek=$((i * 100000 + 70000)) conv=notrunc status=none
done
fallocate -d sparse/holes
echo after > sparse/z
opts="--sort=name --owner=0 --group=0 --numeric-owner -b1 --hole-detection=raw --sparse -C sparse --mtime=2021-03-04"
tar $opts --format=gnu -cf sparse-old.tar .
for version in 0.0 0.1 1.0; do
  tar $opts --format=pax --sparse-version=$version -cf sparse-$version.tar .
done
rm -r in sparse
